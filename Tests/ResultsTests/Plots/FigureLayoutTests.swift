import Testing

@testable import Results

@Suite struct FigureLayoutTests {
    @Test func labelsOfStepsNeitherCoverNorCrossOneAnother() {
        let size = 11.0
        let steps = [0, 1, 2, 40, 41, 200, 400, 640, 655].map { StepLabel(day: $0, text: "2020-01-01 court order") }
        let places = StepTiers(steps, size: size, limit: 900) { Double($0) + 50 }.places.filter { !$0.isFlipped }
        #expect(places.count == steps.count)
        for (i, place) in places.enumerated() {
            let end = place.x + TextWidth.of(place.text, size: size)
            for later in places[(i + 1)...] where later.x <= end { #expect(later.tier < place.tier) }
        }
    }

    @Test func labelsAtTheRightEndStandToTheLeft() {
        let tiers = StepTiers([StepLabel(day: 880, text: "2020-01-01 court order")], size: 11, limit: 900) { Double($0) }
        #expect(tiers.places.map(\.isFlipped) == [true])
        let long = String(repeating: "long ", count: 100)
        for place in StepTiers([StepLabel(day: 10, text: long), StepLabel(day: 800, text: long)], size: 11, limit: 900, x: { Double($0) })
            .places
        {
            let width = TextWidth.of(place.text, size: 11)
            #expect(place.isFlipped ? place.x - width > 0 : place.x + width < 900)
        }
    }

    @Test func whereThereIsNoRoomForAllDecisiveStepsKeepTheirLabels() throws {
        let demands = (0..<60).map { StepLabel(day: 100 + $0, text: "2020-01-01 request", isDecisive: false) }
        let panel = Panel(heading: "p", unit: "people", steps: demands + [StepLabel(day: 170, text: "2020-01-01 block")])
        let figure = Figure(title: "", heading: "h", panels: [panel], key: [], notes: [], description: "", days: 0...1000)
        let layout = FigureLayout(figure, .wide)
        let place = try #require(layout.panels.first)
        #expect(place.steps.places.map(\.text) == ["2020-01-01 block"] && place.bareSteps.count == 60)
        #expect(layout.notes.map(\.text) == ["Some steps have no label here; events.csv lists them all."])
    }

    @Test func endLabelsKeepApart() throws {
        let wanted = [10.0, 12, 11, 100, 99, 0]
        let heights = try #require(EndLabels.spread(wanted, distance: 14, height: 110))
        let order = heights.sorted()
        for (a, b) in zip(order, order.dropFirst()) { #expect(b - a >= 14 - 1e-9) }
        #expect(order[0] >= -1e-9 && order[5] <= 110 + 1e-9)
        #expect(EndLabels.spread([1, 2, 3], distance: 14, height: 20) == nil)
        #expect(EndLabels.spread([50], distance: 14, height: 110) == [50])
    }

    @Test(arguments: [
        (45e6, "million", ["0", "10", "20", "30", "40", "50"]), (1_200_000.0, "thousand", ["0", "500", "1000", "1500"]),
        (0.35, "", ["0", "0.1", "0.2", "0.3", "0.4"]), (0.0, "", ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (1e-9, "", ["0", "2e-10", "4e-10", "6e-10", "8e-10", "1e-09"]), (3e18, "trillion", ["0", "1000000", "2000000", "3000000"]),
    ])
    func axesHaveRoundNumbers(_ highest: Double, _ multiplier: String, _ ticks: [String]) {
        let axis = ValueAxis(highest: highest)
        #expect(axis.multiplier == multiplier)
        #expect(axis.ticks.map(\.text) == ticks)
        #expect(axis.top >= highest)
    }

    @Test(arguments: [
        (-5.2e6, 16e6, "million", ["-10", "-5", "0", "5", "10", "15", "20"]), (-0.31, 0.0, "", ["-0.4", "-0.3", "-0.2", "-0.1", "0"]),
        (-2e9, 1e3, "billion", ["-2.0", "-1.5", "-1.0", "-0.5", "0", "0.5"]),
    ])
    func axesOfDifferencesHoldZero(_ lowest: Double, _ highest: Double, _ multiplier: String, _ ticks: [String]) {
        let axis = ValueAxis(lowest: lowest, highest: highest)
        #expect(axis.multiplier == multiplier)
        #expect(axis.ticks.map(\.text) == ticks)
        #expect(axis.bottom <= lowest && axis.top >= highest)
    }

    @Test func ticksOfTimeStandAtCalendarDates() {
        // 2016-01-15 to 2021-01-01.
        #expect(TimeAxis(16815...18628, room: 700, size: 13).ticks.map(\.text) == ["2017", "2018", "2019", "2020", "2021"])
        #expect(TimeAxis(16815...17000, room: 700, size: 13).ticks.first?.text == "2016-02")
        #expect(TimeAxis(16815...16818, room: 700, size: 13).ticks.map(\.text) == ["2016-01-15", "2016-01-16", "2016-01-17", "2016-01-18"])
        #expect(TimeAxis(16815...16815, room: 700, size: 13).ticks.map(\.text) == ["2016-01-15"])
    }

    @Test func longTextsAreWrappedAndCut() {
        let text = String(repeating: "word ", count: 60)
        let lines = TextWidth.wrapped(text, width: 200, size: 13, lines: 3)
        #expect(lines.count == 3 && lines[2].hasSuffix("…"))
        for line in lines { #expect(TextWidth.of(line, size: 13) <= 200) }
        #expect(TextWidth.wrapped("", width: 200, size: 13, lines: 3).isEmpty)
        #expect(TextWidth.cut(String(repeating: "x", count: 500), to: 100, size: 13).count < 20)
        #expect(TextWidth.cut("text", to: 500, size: 13) == "text" && TextWidth.cut("", to: 5, size: 13).isEmpty)
    }
}

import ScenarioFormat
import Testing

@testable import EnforcementModel

@Suite struct PopulationCurveTests {
    private let start = CalendarDate(dayNumber: 100)
    private var curve: PopulationCurve {
        PopulationCurve(.series([(110, 1000), (120, 3000), (140, 2000)]), start: start, Draws([]))
    }

    /// Linear between the dates, constant beyond.
    @Test(arguments: [(0.0, 1000.0), (10, 1000), (15, 2000), (20, 3000), (30, 2500), (40, 2000), (99, 2000)])
    func people(_ time: Double, _ people: Double) {
        var form = PopulationForm<Double>()
        form.load(lane: 0, curve.piece(from: time))
        #expect(abs(form.people(at: time) - people) < 1e-9)
    }

    @Test func knotsComeInTurn() {
        #expect([0, 10, 19.5, 20, 40].map { curve.nextKnot(after: $0) } == [10, 20, 20, 40, .infinity])
    }
}

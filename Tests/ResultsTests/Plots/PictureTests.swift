import Foundation
import FoundationXML
import ScenarioFormat
import TestSupport
import Testing

@testable import Results

/// Pictures of a small run, from its folder to the files.
@Suite struct PictureTests {
    private static let hostile = #"=cmd|' /C calc'!A0<script>alert(1)</script>]]>&"#
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.url.appendingPathComponent("r").path
        let scenario = try TestScenario.onePair(
            days: 100, pair: #""direct_users": 1000, "adoption": {"imitation_per_year": 1, "ceiling_share": 0.5}"#,
            steps: #""block": {"on": "2020-02-01", "effectiveness": 0.7}, "register": {"on": "2019-05-01"}"#,
            extra:
                #""title": "\#(Self.hostile)", "laws": {"l": {"market": "m", "in_force": "2020-01-02", "content_retention": {"telecom": "P1M"}}}"#
        )
        try RunResults.write(scenario, to: Destination(path))
    }

    private func results(observed: String? = nil) throws -> ResultsCurves {
        let table = try observed.map { try CSVFile(folder.file("observed.csv", $0)) }
        return try ResultsCurves(ResultsFolder(path), observed: table)
    }

    @Test func everyPictureOfARun() throws {
        #expect(try Picture.all(results()).map(\.name) == ["active-users", "stocks-m-s", "retention"])
        let (files, leftOut) = try PictureFiles.add(to: Destination(path))
        #expect(leftOut == nil)
        #expect(files == ["active-users.svg", "active-users.png", "stocks-m-s.svg", "stocks-m-s.png", "retention.svg", "retention.png"])
        for file in files { #expect(FileManager.default.fileExists(atPath: path + "/" + file)) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 8 + files.count)
    }

    @Test func anSVGIsXMLWithItsOwnTitle() throws {
        for picture in try Picture.all(results()) {
            let svg = picture.figure.draw(.wide, id: picture.name).file
            let parser = XMLParser(data: Data(svg))
            #expect(parser.parse(), "\(picture.name): \(String(describing: parser.parserError))")
            let text = String(decoding: svg, as: UTF8.self)
            #expect(!text.contains("<script>") && text.contains("role=\"img\"") && text.contains("&lt;script&gt;"))
        }
    }

    @Test func manyPanelsAreDrawnInParts() {
        let figures = FigureParts.cut(Array(0..<25)) { panels, part in
            Figure(title: "", heading: "h" + part, panels: [], key: [], notes: [], description: "\(panels)", days: 0...1)
        }
        #expect(figures.map(\.heading) == ["h, part 1 of 3", "h, part 2 of 3", "h, part 3 of 3"])
        #expect(figures.last?.description == "[24]")
        #expect(Picture.numbered("fan", figures).map(\.name) == ["fan-1", "fan-2", "fan-3"])
        #expect(Picture.numbered("fan", Array(figures.prefix(1))).map(\.name) == ["fan"])
    }

    @Test func stepsBeforeStartStandAtTheLeft() throws {
        let panel = try #require(ActiveUsersFigure.figures(results()).first?.panels.first)
        #expect(panel.steps.map(\.text) == ["← 2019-05-01 register", "2020-02-01 block"])
        #expect(panel.steps.map(\.day) == [18262, 18293])
    }

    @Test func aPanelSaysWhatEnforcementDid() throws {
        let panel = try #require(ActiveUsersFigure.figures(results()).first?.panels.first)
        #expect(panel.heading.hasPrefix("m: enforcement costs s ") && panel.heading.hasSuffix(" %"))
        #expect(panel.shades == [Shade(days: 18293...18362, text: "blocked")])
        #expect(panel.ends.map { $0.text.split(separator: " ").dropFirst().joined(separator: " ") } == ["no enforcement", "s"])
    }

    @Test(arguments: [(3_141_593.0, "3.14m"), (2.5e9, "2.50bn"), (670_766, "671,000"), (999, "999"), (-1.2e13, "-12.0tn"), (0, "0")])
    func valuesAtTheEndsOfCurvesAreShort(_ value: Double, _ text: String) { #expect(SummaryText.short(value) == text) }

    /// Shares of the people online, a million here, become people.
    @Test func observationsArePointsWithBars() throws {
        let observed = """
            date,market,service,measure,observed,low,high,modelled,residual,source
            2020-02-01,m,s,active_users,1100,1000,1300,1090,10,A survey
            2020-03-01,m,s,active_share_of_online,0.001,,,0.0009,0.0001,B <b>
            2020-03-01,m,s,waiting_users,5,,,5,0,C

            """
        let figure = try #require(ActiveUsersFigure.figures(try results(observed: observed)).first)
        let panel = try #require(figure.panels.first)
        #expect(panel.points.map(\.value) == [1100, 1000])
        #expect(panel.points.map(\.low) == [1000, nil] && panel.points.map(\.high) == [1300, nil])
        #expect(panel.highest >= 1300)
        #expect(figure.notes.last == "Observed: A survey; B <b>.")
        #expect(figure.key.contains { $0.text.hasPrefix("observed") })
        let page = try RunPage.html(results(observed: observed))
        let cells = [
            #"<td class="number">1,100</td><td class="number">1,000 to 1,300</td><td class="number">1,090</td><td>A survey</td>"#,
            #"<td class="number">0.1 %</td><td class="number">–</td><td class="number">0.1 %</td><td>B &lt;b&gt;</td>"#,
        ]
        for cell in cells { #expect(page.contains(cell)) }
    }

    @Test func aTableThatWasEditedIsNamedWithItsPlace() throws {
        let file = path + "/timeseries.csv"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        for (old, new) in [("2020-01-02,m,s", "2020-01-02,../m,s"), ("2020-01-02,m,s", "2020-13-02,m,s"), ("1000000,", "inf,")] {
            let broken = text.replacingOccurrences(of: old, with: new)
            #expect(broken != text)
            try Data(broken.utf8).write(to: URL(fileURLWithPath: file))
            #expect(throws: InputFailure.self) { try results() }
        }
    }

    @Test func picturesDoNotStopTheNextRun() throws {
        _ = try PictureFiles.add(to: Destination(path))
        _ = try Report.write([path], to: Destination(Report.defaultPath([path])))
        try RunResults.write(
            TestScenario.onePair(days: 3, pair: #""direct_users": 1, "adoption": {"imitation_per_year": 1, "ceiling_share": 1}"#),
            to: Destination(path),
            ResultsOptions(plot: true))
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(names.contains("active-users.png") && !names.contains("retention.png") && !names.contains("report.html"))
    }
}

import TestSupport
import Testing

@testable import ScenarioFormat
@testable import simulate

@Suite struct InitTemplateTests {
    private let text = InitTemplate.text(title: "\"mine\"")

    @Test func isAValidScenarioThatRuns() throws {
        let run = try CollectedRun(TestScenario.read(text))
        #expect(run.events.map(\.action).prefix(3) == [.threat, .request, .register])
        #expect(run.events.contains { $0.action == .block && $0.cause == .hazard })
    }

    /// Every key of a number that the reader knows is there, and so is every action and curve in a note.
    @Test func explainsEveryKey() {
        for parameter in Parameter.all {
            #expect(text.contains("\"\(parameter.key)\":"), "\(parameter.key)")
            #expect(text.contains("\(parameter.key): \(parameter.about)") || SolverParameter(key: parameter.key) != nil, "\(parameter.key)")
        }
        for action in Action.allCases { #expect(text.contains(action.rawValue), "\(action)") }
        for curve in AdoptionCurve.allCases { #expect(text.contains(curve.rawValue), "\(curve)") }
        for key in [
            "extends", "observations", "posterior", "output_every", "content_retention", "metadata_retention", "substitutes", "after",
        ] {
            #expect(text.contains(key), "\(key)")
        }
    }
}

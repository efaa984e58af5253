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
        let numbers: [NumberKey] = [
            .messages, .contentBytes, .metadataBytes, .revenue, .marketsAtRisk, .usersAtRiskShare, .chance, .answersInDays,
            .platformTrustLoss,
            .platformRollout, .onlinePopulation, .economicValue, .directUsers, .circumventingUsers, .waitingUsers, .leftUsers, .churn,
            .circumventionShare, .circumventionShareMax, .learningDays, .fatigueDays, .returnDays, .toolDropDays, .giveUpDays,
            .reconsiderDays,
            .awarenessDays, .trustDays, .imitation, .innovation, .ceilingShare, .shape, .storagePrice, .days, .ratePerYear, .usersReference,
            .usersExponent, .effectiveness, .rolloutDays, .awareness, .toolsWorking, .trustLoss, .fineUSD, .relativeTolerance,
            .absoluteTolerance,
        ]
        for key in numbers { #expect(text.contains("\"\(key.name)\":"), "\(key.name)") }
        for action in Action.allCases { #expect(text.contains(action.rawValue), "\(action)") }
        for curve in Adoption.Curve.allCases { #expect(text.contains(curve.rawValue), "\(curve)") }
        for key in [
            "extends", "observations", "posterior", "output_every", "content_retention", "metadata_retention", "substitutes", "after",
        ] {
            #expect(text.contains(key), "\(key)")
        }
    }
}

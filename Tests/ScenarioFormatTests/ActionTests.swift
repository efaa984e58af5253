import Foundation
import Testing

@testable import ScenarioFormat

/// The table of actions beside docs/model.md, sections 3 and 7.7.
@Suite struct ActionTests {
    private let page: DocumentedModel

    init() throws { page = try DocumentedModel() }

    private func names(_ actions: [Action]) -> String { actions.map(\.rawValue).joined(separator: ", ") }

    @Test func theirOrderIsThePages() {
        #expect(page.text.contains("act in this order: \(names(Action.allCases));"))
    }

    @Test func demandsAreThePages() {
        let demands = names(Action.allCases.filter(\.rule.isDemand))
        #expect(page.text.contains("demand (\(demands))"))
    }

    /// What becomes of access, stage and registry, row by row; an action without a row changes none.
    @Test func statusesAreThePages() throws {
        let table = try #require(page.page.split(separator: "What a step does to statuses:\n\n").last)
        var rows: [Action: String] = [:]
        for line in table.split(separator: "\n").dropFirst(2).prefix(while: { $0.hasPrefix("|") }) {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let named = try cells[0].split(separator: ", ").map { try #require(Action(rawValue: String($0))) }
            // "stage threatened, requested, …" is of several actions, one word each.
            let words = cells[1].replacing(";", with: ",").split(separator: ", ").map(String.init)
            for (i, action) in named.enumerated() { rows[action] = i == 0 ? cells[1] : "stage " + words[i] }
        }
        for action in Action.allCases {
            let row = rows[action] ?? ""
            let (rule, words) = (action.rule, row.replacing(";", with: ",").split(separator: ", ").map(String.init))
            func says(_ status: String) -> String? {
                words.first { $0.hasPrefix(status + " ") }?.split(separator: " ").dropFirst().first.map(String.init)
            }
            #expect(says("access") == rule.access?.rawValue, "\(action)")
            #expect(says("stage") == rule.stage?.rawValue, "\(action)")
            #expect(says("registry") == rule.registry?.rawValue, "\(action)")
            #expect(row.contains("where it was blocked") == rule.liftsBlocks, "\(action)")
            #expect(row.contains("are dropped") == rule.dropsSteps, "\(action)")
        }
    }

    /// A page can put every answer in words, and an answer changes what is registered.
    @Test func answersAreWhatPlatformsGive() {
        #expect(Set(Platform.answers) == Set(Action.allCases.filter { $0.rule.asAnswer != nil }))
        for answer in Platform.answers { #expect(answer.rule.registry != nil) }
    }
}

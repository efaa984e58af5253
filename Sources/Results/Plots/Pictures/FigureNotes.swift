internal import EnforcementModel
internal import ScenarioFormat

/// What stands at the foot of every picture: where its numbers come from.
enum FigureNotes {
    /// The run: program, scenario, hash.
    static func source(_ results: ResultsCurves) -> String { source(results.folder, draws: "every uncertain number at its median") }

    /// - Parameter draws: how uncertain numbers were taken.
    static func source(_ results: some RecordedResults, draws: String) -> String {
        let record = results.record
        let version = record["version"]?.text ?? "?"
        let hash = record["scenario_sha256"]?.text?.prefix(12) ?? "?"
        return "Source: weir \(version), scenario \(results.name) (SHA-256 \(hash)…), \(draws)."
    }

    /// Who observed, each once.
    static func observations(_ observations: [ObservedUsers]) -> [String] {
        var seen: Set<String> = []
        let sources = observations.map(\.source).filter { !$0.isEmpty && seen.insert($0).inserted }
        return sources.isEmpty ? [] : ["Observed: " + sources.joined(separator: "; ") + "."]
    }

    /// Steps of pairs as labels; those taken on one day in the same way share one.
    ///
    /// - Parameter services: how many the picture shows; of several, those concerned are named.
    static func steps(_ steps: [TakenStep], _ results: ResultsCurves, services count: Int) -> [StepLabel] {
        var labels: [(day: Int, action: Action, name: String, services: [String])] = []
        for step in steps {
            let label = results.label(service: step.service)
            // An answer goes by the step of the demand, and isn't called what that is.
            let title = step.cause == .platform ? nil : results.folder.title(ofStep: step.stepName, in: step.caseName)
            let name = title ?? step.action.inWords
            if let same = labels.firstIndex(where: { $0.day == step.day && $0.name == name }) {
                labels[same].services.append(label)
            } else {
                labels.append((step.day, step.action, name, [label]))
            }
        }
        return labels.compactMap { label in
            let concerned = count > 2 && label.services.count == count ? "all services" : label.services.joined(separator: ", ")
            return self.label(label.name + (count > 1 ? ": " + concerned : ""), of: label.action, on: label.day, results.days)
        }
    }

    /// The steps of a pair that have one date in every member of an ensemble.
    static func scheduledSteps(
        market: String, service: String, _ results: some RecordedResults, _ days: ClosedRange<Int>
    ) -> [StepLabel] {
        var labels: [StepLabel] = []
        for name in results.scenario["enforcement"]?.keys ?? [] {
            guard let enforcement = results.scenario["enforcement"]?[name], enforcement["market"]?.text == market,
                enforcement["service"].map({ $0.text == service }) ?? true
            else { continue }
            for step in enforcement["steps"]?.keys ?? [] {
                guard let on = enforcement["steps"]?[step]?["on"]?.text, let date = CalendarDate(iso: on),
                    let action = Action(rawValue: enforcement["steps"]?[step]?["action"]?.text ?? step)
                else { continue }
                let title = results.title(ofStep: step, in: name) ?? action.inWords
                if let label = label(title, of: action, on: date.dayNumber, days) { labels.append(label) }
            }
        }
        return labels.sorted { $0.day < $1.day }
    }

    /// Nil after the last of the days; what was before the first stands there, with an arrow.
    private static func label(_ text: String, of action: Action, on day: Int, _ days: ClosedRange<Int>) -> StepLabel? {
        if day > days.upperBound { return nil }
        return StepLabel(
            day: max(day, days.lowerBound), text: (day < days.lowerBound ? "← " : "") + "\(CalendarDate(dayNumber: day)) \(text)",
            isDecisive: !action.isStageOnly)
    }

    static func period(_ days: ClosedRange<Int>) -> String {
        "\(CalendarDate(dayNumber: days.lowerBound)) to \(CalendarDate(dayNumber: days.upperBound))"
    }
}

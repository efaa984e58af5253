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
        var labels: [(day: Int, action: Action, services: [String])] = []
        for step in steps {
            let label = results.label(service: step.service)
            if let same = labels.firstIndex(where: { $0.day == step.day && $0.action == step.action }) {
                labels[same].services.append(label)
            } else {
                labels.append((step.day, step.action, [label]))
            }
        }
        let days = results.days
        return labels.filter { $0.day <= days.upperBound }.map { label in
            let isBefore = label.day < days.lowerBound
            let concerned = count > 2 && label.services.count == count ? "all services" : label.services.joined(separator: ", ")
            let text =
                (isBefore ? "← " : "") + "\(CalendarDate(dayNumber: label.day)) \(label.action.inWords)"
                + (count > 1 ? ": " + concerned : "")
            return StepLabel(
                day: max(label.day, days.lowerBound), text: text, isDecisive: !label.action.isStageOnly)
        }
    }

    static func period(_ days: ClosedRange<Int>) -> String {
        "\(CalendarDate(dayNumber: days.lowerBound)) to \(CalendarDate(dayNumber: days.upperBound))"
    }
}

internal import ScenarioFormat

/// What stands at the foot of every picture: where its numbers come from.
enum FigureNotes {
    /// The run: program, scenario, hash.
    static func source(_ results: ResultsCurves) -> String {
        let record = results.folder.record
        let version = record["version"]?.text ?? "?"
        let hash = record["scenario_sha256"]?.text?.prefix(12) ?? "?"
        return "Source: weir \(version), scenario \(results.folder.name) (SHA-256 \(hash)…), every uncertain number at its median."
    }

    /// Who observed, each once.
    static func observations(_ observations: [ObservedUsers]) -> [String] {
        var seen: Set<String> = []
        let sources = observations.map(\.source).filter { !$0.isEmpty && seen.insert($0).inserted }
        return sources.isEmpty ? [] : ["Observed: " + sources.joined(separator: "; ") + "."]
    }

    /// Steps of pairs as labels; those taken on one day in the same way share one.
    ///
    /// - Parameter names: whether the services have to be named, because there are several.
    static func steps(_ steps: [TakenStep], _ results: ResultsCurves, names: Bool) -> [StepLabel] {
        var labels: [(day: Int, action: String, services: [String])] = []
        for step in steps {
            let label = results.label(service: step.service)
            if let same = labels.firstIndex(where: { $0.day == step.day && $0.action == step.actionInWords }) {
                labels[same].services.append(label)
            } else {
                labels.append((step.day, step.actionInWords, [label]))
            }
        }
        let days = results.days
        return labels.filter { $0.day <= days.upperBound }.map { label in
            let isBefore = label.day < days.lowerBound
            let text =
                (isBefore ? "← " : "") + "\(CalendarDate(dayNumber: label.day)) \(label.action)"
                + (names ? ": " + label.services.joined(separator: ", ") : "")
            return StepLabel(day: max(label.day, days.lowerBound), text: text)
        }
    }

    static func period(_ days: ClosedRange<Int>) -> String {
        "\(CalendarDate(dayNumber: days.lowerBound)) to \(CalendarDate(dayNumber: days.upperBound))"
    }
}

internal import EnforcementModel
internal import ScenarioFormat
internal import Simulation

/// The steps that compliance has cancelled: `cancelled_steps` of run.json, and in words for the terminal and the report.
struct CancelledSteps {
    /// A compliance with what it cancelled.
    private struct Compliance {
        let date: String
        let market: String
        let service: String
        let by: JSONText
        var steps: [(caseName: String, name: String)] = []
    }
    static let key = "cancelled_steps"
    /// So many are named in a sentence; run.json has all.
    private static let mostNamed = 6

    private var compliances: [Compliance] = []

    /// Those of a run.
    init(_ outcome: RunOutcome, _ index: PairIndex, start: CalendarDate) {
        for step in outcome.cancelledSteps {
            let pair = index.all[step.pair]
            add(
                (step.caseName, step.stepName),
                Compliance(
                    date: start.adding(days: Int(step.time.rounded(.down))).description, market: pair.marketName, service: pair.serviceName,
                    by: .object([
                        ("case", .string(step.complyingCaseName)), ("step", .string(step.complyingStepName)),
                        ("cause", .string(step.cause.rawValue)),
                    ])))
        }
    }

    /// Those of a run.json; none where it has no such list, as those of ensembles.
    init(recordedIn record: JSONText) {
        for item in record[Self.key]?.items ?? [] {
            guard let date = item["date"]?.text, let market = item["market"]?.text, let service = item["service"]?.text,
                let caseName = item["case"]?.text, let step = item["step"]?.text
            else { continue }
            add((caseName, step), Compliance(date: date, market: market, service: service, by: item["by"] ?? .null))
        }
    }

    /// Takes a step to those that the same compliance cancelled before, if it is that.
    private mutating func add(_ step: (String, String), _ compliance: Compliance) {
        let last = compliances.last.map { ($0.date, $0.market, $0.service) }
        if last.map({ $0 != (compliance.date, compliance.market, compliance.service) }) ?? true { compliances.append(compliance) }
        compliances[compliances.count - 1].steps.append(step)
    }

    var json: JSONText {
        .array(
            compliances.flatMap { compliance in
                compliance.steps.map { step in
                    .object([
                        ("date", .string(compliance.date)), ("market", .string(compliance.market)),
                        ("service", .string(compliance.service)),
                        ("case", .string(step.caseName)), ("step", .string(step.name)), ("by", compliance.by),
                    ])
                }
            })
    }

    /// A sentence for each compliance, as texts of the scenario are: not yet safe to show.
    ///
    /// - Parameter scenario: as resolved.
    func sentences(_ scenario: JSONText) -> [String] {
        compliances.map { compliance in
            // Steps stand in the order in which they would act at one instant, so that a block comes late.
            let named = compliance.steps.reversed().prefix(Self.mostNamed).map { step in
                let title = scenario["enforcement"]?[step.caseName]?["steps"]?[step.name]?["title"]?.text
                let name = "`\(step.name)` of `\(step.caseName)`"
                return title.map { "\($0) (\(name))" } ?? name
            }
            let count = compliance.steps.count
            let rest = count - named.count
            let service = scenario["services"]?[compliance.service]?["title"]?.text ?? compliance.service
            let market = scenario["markets"]?[compliance.market]?["title"]?.text ?? compliance.market
            return
                "\(service) (\(market)) complied on \(compliance.date), which cancelled \(count) step\(count == 1 ? "" : "s") not yet taken: "
                + named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more, which run.json lists" : "") + "."
        }
    }
}

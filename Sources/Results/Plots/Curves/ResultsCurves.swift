internal import ScenarioFormat

/// A results folder in the form that pictures and reports are made from.
struct ResultsCurves {
    let folder: ResultsFolder
    let pairs: [PairCurves]
    let steps: [TakenStep]
    let storage: [StorageCurve]
    let observations: [ObservedUsers]

    init(_ folder: ResultsFolder) throws(InputFailure) { try self.init(folder, observed: folder.observed) }

    /// - Parameter observed: observed.csv.
    init(_ folder: ResultsFolder, observed: CSVFile?) throws(InputFailure) {
        self.folder = folder
        pairs = try PairCurves.read(folder.timeseries)
        steps = try TakenStep.read(folder.events)
        storage = try folder.retention.map { table throws(InputFailure) in try StorageCurve.read(table) } ?? []
        observations = try observed.map { table throws(InputFailure) in try ObservedUsers.read(table) } ?? []
        if pairs.first.map({ $0.days.isEmpty }) ?? true {
            throw .faulty([
                Fault(file: folder.path + "/timeseries.csv", path: nil, message: "the table has no rows; run the scenario again")
            ])
        }
    }

    /// The markets in file order.
    var markets: [String] { unique(pairs.map(\.market)) }
    /// The services in file order.
    var services: [String] { unique(pairs.map(\.service)) }

    /// The first and the last day.
    var days: ClosedRange<Int> {
        let days = pairs.flatMap { [$0.days.first, $0.days.last].compactMap { $0 } }
        let (first, last) = (days.min() ?? 0, days.max() ?? 0)
        return first...last
    }

    /// Whether any curve differs from its counterfactual by a person or more.
    var isChangedByEnforcement: Bool {
        pairs.contains { pair in zip(pair.active, pair.counterfactual).contains { ($0 - $1).magnitude >= 1 } }
    }

    func pairs(in market: String) -> [PairCurves] { pairs.filter { $0.market == market } }
    func label(market: String) -> String { folder.label(market: market) }
    func label(service: String) -> String { folder.label(service: service) }

    /// Colour and shape of a service, the same in every picture of these results.
    func look(service: String) -> Look { Palette.look(services.firstIndex(of: service) ?? 0) }

    /// Each text once, where it first stands.
    private func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

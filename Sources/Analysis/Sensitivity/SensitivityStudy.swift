public import ScenarioFormat
public import Simulation

/// How the sensitivity of a measure is to be found.
public struct SensitivitySettings: Sendable, Equatable {
    /// Indices of variance by Saltelli's design, or elementary effects by Morris'.
    public enum Method: String, CaseIterable, Sendable {
        case sobol, morris

        /// How many base samples or trajectories are run unless told otherwise.
        public var usualSamples: Int { self == .sobol ? 1024 : 64 }
        /// What a sample is called.
        public var sampleName: String { self == .sobol ? "base samples" : "trajectories" }
    }
    /// How it is found.
    public let method: Method
    /// Base samples or trajectories.
    public let samples: Int
    /// Of all draws.
    public let seed: UInt64

    /// How many samples can be asked for.
    public static let samplesBounds = 2...1 << 24

    /// Settings as given; nothing is checked.
    public init(method: Method, samples: Int, seed: UInt64) {
        (self.method, self.samples, self.seed) = (method, samples, seed)
    }

    /// The members that so many samples take.
    public static func members(_ method: Method, samples: Int, quantities: Int) -> Int {
        samples * (quantities + (method == .sobol ? 2 : 1))
    }

    /// What the draws and summary measures of all members take, about. Unit: bytes.
    public func memory(of scenario: Scenario) -> Double {
        let (quantities, pairs) = (scenario.uncertain.count, scenario.markets.reduce(0) { $0 + $1.services.count })
        let members = Self.members(method, samples: samples, quantities: quantities)
        return Double(members) * (128 + 24 * Double(pairs * PairSummary.names.count + quantities))
    }
}

/// The indices of a quantity.
public struct QuantitySensitivity: Sendable, Equatable {
    /// Its path.
    public let quantity: String
    /// One of each kind that the method has.
    public let indices: [SensitivityIndex]

    /// The indices of a quantity, as given.
    public init(quantity: String, indices: [SensitivityIndex]) { (self.quantity, self.indices) = (quantity, indices) }

    /// The index of a kind; nil where the method has none.
    public subscript(_ kind: SensitivityIndex.Kind) -> SensitivityIndex? { indices.first { $0.kind == kind } }
}

/// A scenario with the members that tell which of its uncertain quantities matter.
public struct SensitivityStudy: Sendable {
    /// Members that run between two looks at what came out.
    private static let blockSize = 1024
    /// Outputs closer together than this share of their size are the same: a run is no more exact.
    private static let accuracy = 1e-6

    /// What is run.
    public let scenario: Scenario
    /// How.
    public let settings: SensitivitySettings
    private let design: any SensitivityDesign

    /// The members that a scenario and settings ask for; none is run yet.
    ///
    /// - Throws: `SensitivityRefusal` where the scenario draws jointly, has nothing uncertain, or has more quantities than the method reaches.
    public init(_ scenario: Scenario, _ settings: SensitivitySettings) throws(SensitivityRefusal) {
        if scenario.posterior != nil { throw .posterior }
        if scenario.uncertain.isEmpty { throw .nothingUncertain }
        (self.scenario, self.settings) = (scenario, settings)
        let paths = scenario.uncertain.map(\.path)
        switch settings.method {
        case .sobol:
            guard let sobol = SobolDesign(paths: paths, samples: settings.samples, seed: settings.seed) else {
                throw .tooManyQuantities(paths.count, limit: SobolDesign.quantityLimit)
            }
            design = sobol
        case .morris: design = MorrisDesign(paths: paths, trajectories: settings.samples, seed: settings.seed)
        }
    }

    /// How many members are run.
    public var members: Int { design.members }

    /// What a member draws.
    public func draws(_ member: Int) -> Draws { scenario.draws(atLevels: design.levels(member)) }

    /// The summary measures of every member, by pair and measure.
    ///
    /// - Parameters:
    ///   - measure: ends the work where it turns out undefined.
    ///   - jobs: how many members run at once, from 1.
    ///   - onBlock: sees how many members are done.
    /// - Throws: `SensitivityRefusal` where a member fails or lacks the measure.
    public func run(_ measure: SummaryMeasure, jobs: Int, onBlock: (Int) -> Void) async throws(SensitivityRefusal) -> [[Double]] {
        var rows: [[Double]] = []
        while rows.count < members {
            let block = rows.count..<min(rows.count + Self.blockSize, members)
            var failures: [MemberFailure] = []
            for outcome in await SummaryRun.run(scenario, block, jobs: jobs, draws: { draws($0) }) {
                switch outcome {
                case .success(let values): rows.append(values)
                case .failure(let failure): failures.append(failure)
                }
            }
            if let first = failures.first { throw .failed(first, count: failures.count, of: block.upperBound) }
            try refuseUndefined(measure, rows)
            onBlock(rows.count)
        }
        return rows
    }

    /// The indices of every quantity, in file order.
    ///
    /// - Parameters:
    ///   - measure: whose variance is shared out.
    ///   - rows: the summary measures of every member.
    ///   - resamples: how many make the intervals.
    /// - Throws: `SensitivityRefusal` where the measure is undefined in a member, or the same in all.
    public func indices(_ measure: SummaryMeasure, _ rows: [[Double]], resamples: Int) async throws(SensitivityRefusal)
        -> [QuantitySensitivity]
    {
        try refuseUndefined(measure, rows)
        let outputs = rows.map { $0[measure.place] }
        let (least, most) = (outputs.min() ?? 0, outputs.max() ?? 0)
        if most - least <= Self.accuracy * max(abs(least), abs(most)) { throw .constant(measure.name, least) }
        let indices = await design.indices(outputs, resamples: resamples)
        return zip(scenario.uncertain, indices).map { QuantitySensitivity(quantity: $0.path, indices: $1) }
    }

    private func refuseUndefined(_ measure: SummaryMeasure, _ rows: [[Double]]) throws(SensitivityRefusal) {
        guard let first = rows.firstIndex(where: { $0[measure.place].isNaN }) else { return }
        throw .undefined(measure.name, count: rows.count { $0[measure.place].isNaN }, of: rows.count, member: first)
    }
}

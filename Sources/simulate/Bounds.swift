internal import Analysis
internal import ScenarioFormat
internal import Simulation

/// What the numbers of a command line may be: one bound a quantity, whichever command asks for it.
enum Bounds {
    /// Of whole numbers; what is above is a slip of the keyboard.
    static let whole: [Flag.Name: ClosedRange<Int>] = [
        .members: members,
        .allowFailures: 0...members.upperBound,
        // More than the cores of any machine, and few enough that each has its share of the memory for members in work.
        .jobs: 1...4096,
        // The most that Slurm's MaxArraySize can be is 4,000,001; sites seldom have a tenth of this.
        .slurm: shards,
        .shard: shards,
        .samples: SensitivitySettings.samplesBounds,
        .resamples: 100...100_000,
        .starts: 1...10_000,
        .draws: 1...10_000_000,
        // Fewer say nothing about whether a chain has converged.
        .steps: 100...10_000_000,
    ]
    static let members = 1...EnsembleSettings.mostMembers
    private static let shards = 1...100_000

    /// Of numbers with decimals.
    static let decimal: [Flag.Name: NumberRange] = [
        .rtol: .nonNegative,
        .atol: .nonNegative,
        .checkpoint: .nonNegative,
        .threshold: .aboveZero(through: 1),
        .alpha: .aboveZero(through: 0.5),
        .mass: .aboveZero(through: 1),
    ]
}

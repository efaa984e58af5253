/// Everything that the results say of a pair of one member at an instant: its statuses and, as if they were its own, its figures.
@dynamicMemberLookup
public struct PairMeasures: Sendable {
    /// Access, stage and registry.
    public let status: PairStatus
    /// The numbers.
    public let figures: PairFigures<Double>

    /// The measures of a pair whose status and figures are these.
    public init(status: PairStatus, figures: PairFigures<Double>) {
        self.status = status
        self.figures = figures
    }

    /// A figure, as if it were a property of this.
    @inlinable
    public subscript(dynamicMember figure: KeyPath<PairFigures<Double>, Double>) -> Double { figures[keyPath: figure] }
}

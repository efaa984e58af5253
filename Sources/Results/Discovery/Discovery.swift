public import Analysis

/// What a scenario discovery has found.
public struct Discovery: Sendable {
    /// How boxes are looked for.
    public struct Settings: Sendable, Equatable {
        /// The share of members inside that must be cases for a box to be chosen.
        public let threshold: Double
        /// The share of a box that a peel takes.
        public let alpha: Double
        /// The least share of all members that a box holds.
        public let minimumMass: Double

        /// Settings as given; they are taken unchecked.
        public init(threshold: Double, alpha: Double, minimumMass: Double) {
            (self.threshold, self.alpha, self.minimumMass) = (threshold, alpha, minimumMass)
        }
    }
    let members: MembersTable
    let condition: CaseCondition
    let settings: Settings
    let sample: LabelledSample
    let boxes: [DiscoveryBox]
    let choice: BoxChoice

    /// - Throws: `DiscoveryRefusal`, or `InputFailure` where the members can't be read.
    public init(_ members: MembersTable, _ condition: CaseCondition, _ settings: Settings) throws {
        (self.members, self.condition, self.settings) = (members, condition, settings)
        sample = try members.sample(condition)
        boxes = PatientRuleInduction(sample, alpha: settings.alpha, minimumMass: settings.minimumMass).trajectory()
        choice = BoxChoice(boxes, threshold: settings.threshold)
    }

    var chosen: DiscoveryBox { boxes[choice.step] }
}

/// How members are chosen so that their outputs tell which quantity matters.
protocol SensitivityDesign: Sendable {
    /// The number of members.
    var members: Int { get }

    /// The level u of each quantity in a member, more than 0 and less than 1.
    func levels(_ member: Int) -> [Double]

    /// The indices of each quantity.
    ///
    /// - Parameters:
    ///   - outputs: one for each member; finite, and not all the same.
    ///   - resamples: how many the intervals are taken from, from 1.
    func indices(_ outputs: [Double], resamples: Int) async -> [[SensitivityIndex]]
}

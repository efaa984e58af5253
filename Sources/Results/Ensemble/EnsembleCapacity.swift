internal import ScenarioFormat
internal import EnforcementModel
internal import Glibc
public import Simulation

/// What an ensemble needs of memory and disk, estimated before the work.
public struct EnsembleCapacity: Sendable {
    /// Measured on the scenarios of the library: a cell's histogram and sums, and its row of quantiles.csv with statuses.
    private static let memoryPerCell = 4000.0
    private static let diskPerCell = 400.0
    /// A cell of members.csv.
    private static let diskPerMemberValue = 20.0
    /// Blocks of members in work.
    private static let workMemory = 300e6

    /// Unit: bytes.
    public let memory: Double
    /// Unit: bytes.
    public let disk: Double

    /// What an ensemble needs.
    public init(_ run: EnsembleRun) {
        memory = Double(run.cells) * Self.memoryPerCell + Self.workMemory
        let columns = Double(run.scenario.uncertain.count + run.index.all.count * PairSummary.names.count)
        // The work in progress and the results are there at the same time for a moment.
        disk = 2 * (Double(run.cells) * Self.diskPerCell + Double(run.settings.members) * columns * Self.diskPerMemberValue)
    }

    /// - Throws: `MachineShortage` where the machine hasn't got the memory.
    public func checkMemory() throws(MachineShortage) { try MachineLimits.check(memory: memory) }

    /// - Throws: `MachineShortage` where the machine hasn't got the memory for the bands of so many shards and of them all.
    static func checkMemory(merging shards: Int, of run: EnsembleRun) throws(MachineShortage) {
        try MachineLimits.check(memory: Double(shards + 1) * Double(run.cells) * memoryPerCell)
    }

    /// - Throws: `ResultsFailure` where the disk hasn't got the room.
    public func checkDisk(of folder: String) throws(ResultsFailure) {
        var status = statvfs()
        var parent = folder
        while !parent.isEmpty, unsafe statvfs(parent, &status) != 0 {
            parent = parent.lastIndex(of: "/").map { String(parent[..<$0]) } ?? ""
        }
        if parent.isEmpty, unsafe statvfs(".", &status) != 0 { return }
        let free = Double(status.f_bavail) * Double(status.f_frsize)
        if disk > free { throw .tooLarge(needed: disk, available: free) }
    }
}

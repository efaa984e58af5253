internal import Glibc
internal import Numerics
internal import ScenarioFormat
public import Simulation

/// Why the work of an ensemble can't be gone on with, or put together.
public struct EnsembleMismatch: Error, Equatable, CustomStringConvertible {
    /// What doesn't match, behind the folder where it is one's.
    public let description: String
}

/// The work of an ensemble, or of a shard of one, kept on disk: the state of its members and their rows.
///
/// The state is replaced as a whole after blocks of members, and says how much of the rows counts; a run that is killed loses what
/// came after the last time, and nothing else.
public struct EnsembleFolder {
    private static let magic = "weir ensemble 2"

    /// Where it is.
    public let path: String
    private var statePath: String { path + "/state" }
    private var rowsPath: String { path + "/members" }
    private var rowsLength = 0
    /// Held while a run works in the folder.
    private var lock: FolderLock?
    /// The folder and those above it that weren't there before.
    private var made: [String] = []

    /// What the results depend on; work of another one is refused.
    private struct Identity {
        let text: [(name: String, value: String)]

        init(_ run: EnsembleRun) {
            text = [
                ("scenario", run.scenario.hash), ("seed", String(run.settings.seed)), ("members", String(run.settings.members)),
                ("design", run.settings.design.rawValue), ("version", programVersion),
                ("numerics fingerprint", NumericsFingerprint.current()), ("integrator", run.settings.integrator.rawValue),
            ]
        }

        func write(to writer: inout ByteWriter) {
            for (_, value) in text { writer.write(value) }
        }
    }

    /// The folder at a path, which need not be there yet.
    public init(_ path: String) { self.path = path }

    /// The rows of the members done so far.
    public var rows: MemberRowsFile { MemberRowsFile(path: rowsPath, length: rowsLength) }

    /// Whether there is work to go on with.
    public var isThere: Bool { InputBytes.isThere(statePath) }

    /// Removes the work, and the folder if nothing else is in it.
    public func remove() { Folder.remove(path, where: Self.isOwn) }

    /// Makes the folder and keeps other runs out of it.
    ///
    /// - Parameter keepsWork: whether the work that is there is gone on with; else it goes.
    /// - Throws: `ResultsFailure.foreign` where the folder holds something that is no work of an ensemble, `busy` where another run
    ///   is at work in it, or `cannotCreate`.
    public mutating func open(keepsWork: Bool) throws(ResultsFailure) {
        try ResultsDirectory.refuseInside(path)
        made = try Folder.make(path)
        lock = try FolderLock(path)
        let entries = try Folder.entries(path)
        if let entry = entries.first(where: { !Self.isOwn($0) }) { throw .foreign(path: path, entry: entry) }
        if !keepsWork { for entry in entries { _ = unsafe unlink("\(path)/\(entry)") } }
    }

    /// Removes what can't be gone on with, after a run that failed: rows without a state.
    public func removeUnlessKept() {
        if isThere { return }
        remove()
        Folder.unmake(made)
    }

    private static func isOwn(_ name: String) -> Bool { ["state", "members"].contains(name) || Draft.isDraft(name) }

    /// Adds the rows of a block of members; they count once the state is saved.
    ///
    /// - Throws: `ResultsFailure`.
    public mutating func add(_ run: EnsembleRun, _ rows: [MemberRow]) throws(ResultsFailure) {
        let table = EnsembleTables.members(run)
        var cells = CellBuffer()
        for row in rows { table.write(row, into: &cells) }
        guard cells.isFinite else { throw .notFinite(table: table.name) }
        try self.rows.append(cells.bytes)
        rowsLength += cells.bytes.count
    }

    /// Replaces the state, and makes it and the rows so far durable.
    ///
    /// - Throws: `ResultsFailure`; the state before is then as it was.
    public func save(_ run: EnsembleRun, _ state: EnsembleState) throws(ResultsFailure) {
        try rows.flush()
        var writer = ByteWriter()
        writer.write(Self.magic)
        writer.write(run.scenario.name)
        writer.write(String(decoding: run.scenario.resolved.compact, as: UTF8.self))
        Identity(run).write(to: &writer)
        writer.write(UInt64(state.range.lowerBound))
        writer.write(UInt64(state.range.upperBound))
        writer.write(UInt64(rowsLength))
        state.write(to: &writer)
        try AtomicFile.write(writer.bytes + Checksum.bytes(of: writer.bytes), to: statePath)
    }

    /// Reads the state of a run's members back.
    ///
    /// - Throws: `EnsembleMismatch` where the work is of another run or is damaged.
    public mutating func load(_ run: EnsembleRun, _ range: Range<Int>) throws -> EnsembleState {
        let header = try header()
        try header.check(against: run, path)
        guard header.range == range else {
            throw EnsembleMismatch(
                description:
                    "\(Quoting.printable(path)): holds members \(header.range.lowerBound) to \(header.range.upperBound - 1), and those asked for are \(range.lowerBound) to \(range.upperBound - 1)"
            )
        }
        return try state(header, run)
    }

    /// The run that the folder's work belongs to, with the range of its members; nothing but the folder is read.
    ///
    /// - Throws: `InputFailure` where there is no state, or `EnsembleMismatch` where it is damaged.
    public func run() throws -> (run: EnsembleRun, range: Range<Int>) {
        let header = try header()
        let scenario = try Scenario.read(resolved: header.resolved, name: header.scenarioName)
        guard let members = Int(header.identity[2]), (1...EnsembleSettings.mostMembers).contains(members),
            let seed = UInt64(header.identity[1]),
            let design = EnsembleSettings.Design(rawValue: header.identity[3]),
            let integrator = EnsembleSettings.Integrator(rawValue: header.identity[6]),
            let run = EnsembleRun(scenario, EnsembleSettings(members: members, seed: seed, design: design, integrator: integrator))
        else { throw damaged }
        return (run, header.range)
    }

    /// The state of the work, of whatever range; `run` is that of `run()`.
    ///
    /// - Throws: `InputFailure` where there is no state, or `EnsembleMismatch` where it is damaged or of another shape.
    public mutating func state(_ run: EnsembleRun) throws -> EnsembleState { try state(header(), run) }

    /// What tells this work from that of another ensemble.
    ///
    /// - Throws: `InputFailure` where there is no state, or `EnsembleMismatch` where it is damaged.
    public func identity() throws -> [String] { try header().identity }

    // MARK: reading

    private struct Header {
        let scenarioName: String
        let resolved: String
        let identity: [String]
        let range: Range<Int>
        let rowsLength: Int
        /// Of the whole file. Unit: bytes.
        let size: Int
        var reader: ByteReader

        func check(against run: EnsembleRun, _ path: String) throws(EnsembleMismatch) {
            for (own, other) in zip(identity, Identity(run).text) where own != other.value {
                let (found, wanted) = own.count > 20 ? ("another", "this one") : (own, other.value)
                throw EnsembleMismatch(
                    description:
                        "\(Quoting.printable(path)): the \(other.name) is \(found), not \(wanted); leave out `--resume` to begin anew")
            }
        }
    }

    private var damaged: EnsembleMismatch {
        EnsembleMismatch(description: "\(Quoting.printable(path)): holds no work of an ensemble, or it is damaged; run it again")
    }

    private func header() throws -> Header {
        let bytes = try InputBytes.read(statePath)
        guard bytes.count > Checksum.length,
            Array(bytes.suffix(Checksum.length)) == Checksum.bytes(of: Array(bytes.dropLast(Checksum.length)))
        else {
            throw damaged
        }
        do throws(MalformedBytes) {
            var reader = ByteReader(Array(bytes.dropLast(Checksum.length)))
            guard try reader.readText() == Self.magic else { throw MalformedBytes() }
            let (name, resolved) = (try reader.readText(), try reader.readText())
            var identity: [String] = []
            for _ in 0..<7 { identity.append(try reader.readText()) }
            let numbers = [try reader.readUInt64(), try reader.readUInt64(), try reader.readUInt64()].compactMap { Int(exactly: $0) }
            guard numbers.count == 3, numbers[0] <= numbers[1], numbers[1] <= Int(identity[2]) ?? 0 else { throw MalformedBytes() }
            let (first, end, rows) = (numbers[0], numbers[1], numbers[2])
            return Header(
                scenarioName: name, resolved: resolved, identity: identity, range: first..<end, rowsLength: rows, size: bytes.count,
                reader: reader)
        } catch {
            throw damaged
        }
    }

    private mutating func state(_ header: Header, _ run: EnsembleRun) throws -> EnsembleState {
        // Each band takes several bytes, so that nothing larger than the file is made room for.
        guard run.cells <= header.size else { throw damaged }
        let state = run.emptyState(header.range)
        var reader = header.reader
        do throws(MalformedBytes) {
            try state.read(from: &reader)
            guard reader.isAtEnd else { throw MalformedBytes() }
        } catch {
            throw damaged
        }
        var status = stat()
        guard unsafe lstat(rowsPath, &status) == 0 else {
            if errno == ENOENT { throw damaged }
            throw ResultsFailure.cannotRead(rowsPath)
        }
        guard status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) >= header.rowsLength else { throw damaged }
        rowsLength = header.rowsLength
        return state
    }
}

/// Sixty-four bits by which damage to a file is noticed (FNV-1a).
enum Checksum {
    static let length = 8

    static func bytes(of bytes: [UInt8]) -> [UInt8] {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (0..<length).map { UInt8(truncatingIfNeeded: hash >> UInt64(8 * $0)) }
    }
}

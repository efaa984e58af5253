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
/// came after the last time, and nothing else. Both files begin with words by which the program knows its own.
public struct EnsembleFolder {
    private static let magic = "weir ensemble 3"
    private static let (stateName, rowsName) = ("state", "members")

    /// Where it is.
    public let path: String
    private let destination: Destination
    private var statePath: String { path + "/" + Self.stateName }
    /// The rows of the members done so far.
    public private(set) var rows: MemberRowsFile
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
    public init(_ destination: Destination) {
        self.destination = destination
        path = (try? destination.resolved()) ?? destination.path
        rows = MemberRowsFile(path: path + "/" + Self.rowsName)
    }

    /// Whether there is work to go on with.
    public var isThere: Bool { InputBytes.isThere(statePath) }

    /// Makes the folder and keeps other runs out of it.
    ///
    /// - Parameters:
    ///   - run: the ensemble, or the one that the shard is of.
    ///   - resumes: whether the work that is there is gone on with; work of no member yet counts for nothing.
    /// - Throws: `ResultsFailure.foreign` where the folder holds something that is no work of an ensemble, `keptWork` where it holds work that
    ///   `--resume` would go on with, `busy` where another run is at work in it, or `cannotCreate`.
    public mutating func open(_ run: EnsembleRun, resumes: Bool) throws(ResultsFailure) {
        _ = try destination.resolved()
        try ResultsDirectory.refuseInside(path, destination.path)
        made = try Folder.make(path)
        lock = try FolderLock(path)
        Draft.clearLeftovers(in: path, tell: destination.tell)
        let names = try Folder.entries(path)
        let goesOn = resumes && isThere
        let strangers = names.filter { goesOn ? ![Self.stateName, Self.rowsName].contains($0) : !isOwn($0) }
        let work = goesOn ? nil : keptWork(run)
        if destination.movesAside, !strangers.isEmpty || work != nil {
            if let aside = try Folder.giveWay(path) { destination.tell(Notice.movedAside(path, to: aside)) }
            made += try Folder.make(path)
            lock = try FolderLock(path)
            return try rows.begin()
        }
        guard strangers.isEmpty else {
            throw .foreign(path: destination.path, strangers: strangers.map { Stranger(name: $0, isChanged: false) })
        }
        if let work { throw work }
        if goesOn { return }
        for name in names { _ = unsafe unlink("\(path)/\(name)") }
        try rows.begin()
    }

    /// Whether the program wrote a file of the folder.
    private func isOwn(_ name: String) -> Bool {
        switch name {
        case Self.stateName: (try? content()) != nil
        case Self.rowsName: rows.isOwn
        default: false
        }
    }

    /// The refusal to lose what is kept; nil where no member is done yet.
    private func keptWork(_ run: EnsembleRun) -> ResultsFailure? {
        guard let header = try? header(), header.done > 0 else { return nil }
        let members = "\(SummaryText.grouped(Double(header.done))) of \(SummaryText.grouped(Double(header.range.count))) members"
        return zip(header.identity, Identity(run).text).allSatisfy { $0 == $1.value }
            ? .keptWork(path: destination.path, what: members + " of this ensemble", way: "add `--resume` to continue")
            : .keptWork(path: destination.path, what: members + " of another ensemble", way: "choose another folder with `-o`")
    }

    /// Removes the work, and the folder if nothing else is in it.
    public func remove() {
        for name in [Self.stateName, Self.rowsName] { _ = unsafe unlink("\(path)/\(name)") }
        // What a link leads to is somebody's folder.
        if path == destination.path { _ = unsafe rmdir(path) }
    }

    /// Removes what can't be gone on with, after a run that failed: rows without a state.
    public func removeUnlessKept() {
        if isThere { return }
        remove()
        Folder.unmake(made)
    }

    /// Adds the rows of a block of members; they count once the state is saved.
    ///
    /// - Throws: `ResultsFailure`.
    public mutating func add(_ run: EnsembleRun, _ rows: [MemberRow]) throws(ResultsFailure) {
        let table = EnsembleTables.members(run)
        var cells = CellBuffer()
        for row in rows { table.write(row, into: &cells) }
        guard cells.isFinite else { throw .notFinite(table: table.name) }
        try self.rows.append(cells.bytes)
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
        writer.write(UInt64(rows.digest.bytes))
        writer.write(rows.digest.sha256)
        state.write(to: &writer)
        try AtomicFile.replace(writer.bytes + Checksum.bytes(of: writer.bytes), at: statePath)
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
        let rows: FileDigest
        /// How many of the members are done.
        let done: Int
        /// Of the whole file. Unit: bytes.
        let size: Int
        var reader: ByteReader

        func check(against run: EnsembleRun, _ path: String) throws(EnsembleMismatch) {
            for (own, other) in zip(identity, Identity(run).text) where own != other.value {
                let (found, wanted) = own.count > 20 ? ("another", "this one") : (own, other.value)
                throw EnsembleMismatch(
                    description:
                        "\(Quoting.printable(path)): the \(other.name) is \(found), not \(wanted); choose another folder with `-o`, or put `--move-aside` in place of `--resume` to begin anew"
                )
            }
        }
    }

    private var damaged: EnsembleMismatch {
        EnsembleMismatch(description: "\(Quoting.printable(path)): holds no work of an ensemble, or it is damaged; run it again")
    }

    /// What the state's file says behind its first words, which with its last ones prove it undamaged.
    private func content() throws -> (size: Int, reader: ByteReader) {
        let bytes = try InputBytes.read(statePath)
        let content = Array(bytes.dropLast(Checksum.length))
        guard bytes.count > Checksum.length, Array(bytes.suffix(Checksum.length)) == Checksum.bytes(of: content) else { throw damaged }
        var reader = ByteReader(content)
        guard (try? reader.readText()) == Self.magic else { throw damaged }
        return (bytes.count, reader)
    }

    private func header() throws -> Header {
        let content = try content()
        do throws(MalformedBytes) {
            var reader = content.reader
            let (name, resolved) = (try reader.readText(), try reader.readText())
            var identity: [String] = []
            for _ in 0..<7 { identity.append(try reader.readText()) }
            let numbers = [try reader.readUInt64(), try reader.readUInt64(), try reader.readUInt64()].compactMap { Int(exactly: $0) }
            guard numbers.count == 3, numbers[0] <= numbers[1], numbers[1] <= Int(identity[2]) ?? 0 else { throw MalformedBytes() }
            let rows = FileDigest(bytes: numbers[2], sha256: try reader.readText())
            let rest = reader
            guard let done = Int(exactly: try reader.readUInt64()) else { throw MalformedBytes() }
            return Header(
                scenarioName: name, resolved: resolved, identity: identity, range: numbers[0]..<numbers[1], rows: rows, done: done,
                size: content.size, reader: rest)
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
        guard let rows = try rows.confirmed(by: header.rows) else { throw damaged }
        self.rows = rows
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

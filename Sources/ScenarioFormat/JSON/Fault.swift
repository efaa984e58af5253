/// One thing that is wrong with an input, with its place and the way out.
public struct Fault: Sendable, Equatable, CustomStringConvertible {
    /// The file as the user named it.
    public let file: String
    /// Line and column from 1, or nil where the fault is of the whole file.
    public let line: Int?
    /// In characters, from 1; nil where the fault is of the whole file.
    public let column: Int?
    /// The key path, such as `$.markets.russia.online_population`; nil where there is none.
    public let path: String?
    /// What is wrong, and what to do; one sentence without a full stop.
    public let message: String

    /// A fault at a place as known as it is.
    public init(file: String, line: Int? = nil, column: Int? = nil, path: String?, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.message = message
    }

    /// Stands for faults that aren't told.
    static func more(_ count: Int, in file: String) -> Fault {
        Fault(file: file, path: nil, message: "\(count) more faults follow; mend these first")
    }

    /// `file:line:column: path: message`, without the parts that are nil.
    public var description: String {
        var text = Quoting.printable(file)
        if let line, let column { text += ":\(line):\(column)" }
        if let path { text += ": " + Quoting.printable(path) }
        return text + ": " + message
    }
}

/// Everything that is wrong with an input.
public enum InputFailure: Error, Equatable {
    /// The scenario file can't be read.
    case unreadable(Fault)
    /// The scenario is faulty; all its faults, in file order.
    case faulty([Fault])
    /// The machine hasn't the memory to read it.
    case noMemory(Fault)

    /// What is wrong, as far as it was told.
    public var faults: [Fault] {
        switch self {
        case .unreadable(let fault), .noMemory(let fault): [fault]
        case .faulty(let faults): faults
        }
    }
}

/// Collects the faults of one reading.
final class FaultCollector {
    /// More faults than this are counted, not told.
    static let limit = 1000

    let files: SourceFiles
    /// More than this aren't even kept.
    static let keptLimit = 100 * limit
    private var found: [(place: SourcePlace, path: KeyPathText?, message: () -> String)] = []
    private var uncounted = 0

    init(_ files: SourceFiles) { self.files = files }

    var isEmpty: Bool { found.isEmpty }
    var count: Int { found.count + uncounted }

    /// - Parameter message: put into words only where it is told: a hostile file has more faults than that, and "did you mean"
    ///   takes a while for each.
    func add(_ place: SourcePlace, _ path: KeyPathText?, _ message: @autoclosure @escaping () -> String) {
        if found.count < Self.keptLimit { found.append((place, path, message)) } else { uncounted += 1 }
    }

    /// Whether something is wrong at a place with what a path holds.
    func contains(at place: SourcePlace, in path: KeyPathText) -> Bool {
        found.contains { $0.place == place && $0.path?.isInside(path) ?? false }
    }

    /// Adds a fault before the others at a place, or instead of those of them that lie in its path.
    func put(first place: SourcePlace, _ path: KeyPathText, _ message: String, instead: Bool) {
        if instead { found.removeAll { $0.place == place && $0.path?.isInside(path) ?? false } }
        found.insert((place, path, { message }), at: 0)
    }

    /// The failure that they are, in file order, those of one place in the order found; they are then forgotten, as their messages
    /// hold the reader that holds this.
    func failure() -> InputFailure {
        defer { found = [] }
        return .faulty(faults)
    }

    private var faults: [Fault] {
        let sorted = found.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element)
        let told = sorted.prefix(Self.limit).map { place, path, message in
            let (line, column) = files.lineAndColumn(of: place)
            return Fault(file: files.names[place.file], line: line, column: column, path: path?.description, message: message())
        }
        guard sorted.count > Self.limit, let last = told.last else { return told }
        return told + [.more(count - Self.limit, in: last.file)]
    }
}

/// Something of an input that is probably a slip and may be meant: it is told, and the work goes on.
public struct Warning: Sendable, Equatable, CustomStringConvertible {
    /// With its place, as of a fault.
    private let fault: Fault

    init(file: String, line: Int? = nil, column: Int? = nil, message: String) {
        fault = Fault(file: file, line: line, column: column, path: nil, message: message)
    }

    /// `file:line:column: message`.
    public var description: String { fault.description }
}

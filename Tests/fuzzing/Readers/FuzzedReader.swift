import ScenarioFormat

/// What a reader did that it never does.
public struct BrokenPromise: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

/// The readers of files that come from outside, each with what it promises of any bytes whatever.
///
/// Reading never traps; what is written of what was read reads the same; and a failure says where it is.
public enum FuzzedReader: String, CaseIterable, Sendable {
    case json, scenario, observations, golden, state

    /// Lets the reader take the bytes for one of its files.
    public func take(_ bytes: [UInt8]) async throws {
        let file = try InputFile(bytes)
        do {
            switch self {
            case .json: try JSONPromises.keep(file)
            case .scenario: try await ScenarioPromises.keep(file)
            case .observations: try ObservationPromises.keep(file)
            case .golden: try GoldenPromises.keep(file)
            case .state: try StatePromises.keep(file)
            }
        } catch let failure as InputFailure {
            try FaultPromises.keep(failure, of: bytes)
        }
    }
}

/// Ends with a broken promise unless a condition holds.
func promise(_ condition: Bool, _ otherwise: @autoclosure () -> String) throws(BrokenPromise) {
    if !condition { throw BrokenPromise(otherwise()) }
}

internal import Glibc
internal import Results

/// Standard output and error, written whole or not; Swift's `print` is silent about a full disk.
enum StandardStreams {
    /// Opens those that are closed for nothing, so that no file of the results gets the number of one and what is printed in it.
    static func occupy() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 { _ = unsafe open("/dev/null", O_RDONLY) }
    }

    /// Whether everything was written.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) -> Bool {
        WholeWrite.write(Array(text.utf8), to: descriptor)
    }

    /// Prints to standard output; a failure to do so is told on standard error.
    static func print(_ text: String, unless quiet: Bool = false) -> ExitCode {
        if quiet || write(text) { return .ok }
        let reason = unsafe String(cString: strerror(errno)).lowercased()
        error("simulate: standard output can't be written: \(reason)\n")
        return .inputOutput
    }

    static func error(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Tells what was left out of the results, if anything was.
    static func tell(_ leftOut: String?, unless quiet: Bool) {
        if let leftOut, !quiet { error("simulate: \(leftOut)\n") }
    }

    /// Whether standard output is a terminal that shows characters beyond ASCII.
    static var showsBlocks: Bool {
        guard isatty(STDOUT_FILENO) == 1 else { return false }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment($0) }.first { !$0.isEmpty } ?? ""
        return locale.uppercased().contains("UTF-8") || locale.uppercased().contains("UTF8")
    }

    private static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}

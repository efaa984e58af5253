internal import Glibc
internal import ScenarioFormat

/// PNG by `rsvg-convert`, an extra: where it isn't installed or fails, SVG alone is there.
struct PNG {
    /// Why there is none, in a sentence; nil until one is left out.
    private(set) var leftOut: String?

    /// The picture with twice the pixels of the SVG: 300 dots per inch at 5.7 inches, the width of a page's text.
    ///
    /// - Returns: nil if it can't be made; no other is then tried.
    mutating func picture(_ svg: [UInt8]) -> [UInt8]? {
        if leftOut != nil { return nil }
        do throws(ChildProcess.Failure) {
            let outcome = try ChildProcess.run(
                "rsvg-convert", ["--format=png", "--zoom=2"], environment: ["LC_ALL=C.UTF-8"], input: svg)
            if outcome.exitCode == 0, !outcome.output.isEmpty { return outcome.output }
            leftOut = "PNG left out: rsvg-convert failed: \(Self.message(outcome))"
        } catch {
            leftOut =
                error.code == ENOENT
                ? "PNG left out: rsvg-convert isn't installed (Debian: librsvg2-bin)"
                : "PNG left out: rsvg-convert can't be started: \(unsafe String(cString: strerror(error.code)).lowercased())"
        }
        return nil
    }

    private static func message(_ outcome: ChildProcess.Outcome) -> String {
        guard outcome.exitCode != nil else { return "a signal ended it" }
        let last = String(decoding: outcome.errors, as: UTF8.self).split(separator: "\n").last
        return last.map { Quoting.printable(String($0.prefix(200))) } ?? "it gave no reason"
    }
}

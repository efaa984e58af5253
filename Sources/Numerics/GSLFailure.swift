internal import CGSL

/// A status that GSL returned instead of a result, with GSL's own words for it.
public struct GSLFailure: Error, Equatable, CustomStringConvertible {
    /// GSL's status code (`gsl_errno.h`).
    public let status: Int32
    /// GSL's text for the code.
    public let reason: String

    init(_ status: Int32) {
        self.status = status
        reason = unsafe String(cString: gsl_strerror(status))
    }

    /// GSL's own words, as `reason`.
    public var description: String { reason }
}

/// The version of the GSL that the program is linked with, such as `2.7.1`.
public var gslVersion: String { unsafe String(cString: weir_gsl_version()) }

/// Switches off GSL's default handler, which would abort the process; statuses are checked instead.
///
/// Safe to call more than once and from any thread: it always stores the same null pointer.
func silenceGSLErrorHandler() {
    _ = unsafe gsl_set_error_handler_off()
}

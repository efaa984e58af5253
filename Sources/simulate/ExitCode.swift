/// Exit codes, as in sysexits.h.
enum ExitCode: Int32 {
    case ok = 0
    /// `check` found a difference.
    case difference = 1
    case usage = 64
    case badData = 65
    case noInput = 66
    case numericFailure = 70
    case cannotCreate = 73
    case inputOutput = 74
}

/// Exit codes, as in sysexits.h.
enum ExitCode: Int32, CaseIterable {
    case ok = 0
    /// `check` found a difference.
    case difference = 1
    case usage = 64
    case badData = 65
    case noInput = 66
    case numericFailure = 70
    case machineTooSmall = 71
    case cannotCreate = 73
    case inputOutput = 74

    /// What it says, as the help and the man page put it.
    var meaning: String {
        switch self {
        case .ok: "done"
        case .difference: "`check` found a difference"
        case .usage: "a wrong command line"
        case .badData: "a faulty file"
        case .noInput: "no such file"
        case .numericFailure: "the equations could not be solved"
        case .machineTooSmall: "the machine's memory, files or threads don't suffice"
        case .cannotCreate: "the results can't be created"
        case .inputOutput: "reading or writing failed"
        }
    }
}

internal import Numerics
public import Simulation

/// Why a scenario's sensitivity can't be told.
public enum SensitivityRefusal: Error, CustomStringConvertible {
    case posterior
    case nothingUncertain
    case tooManyQuantities(Int, limit: Int)
    case undefined(String, count: Int, of: Int, member: Int)
    case constant(String, Double)
    case failed(MemberFailure, count: Int, of: Int)

    /// Why, and what to do instead; without a full stop.
    public var description: String {
        switch self {
        case .posterior:
            "the `posterior` draws its parameters jointly, and a sensitivity needs quantities that vary one without the other; leave it out with `--set posterior=null`, so that each parameter has its own distribution"
        case .nothingUncertain:
            "nothing is uncertain, so there is nothing that a measure could be sensitive to; give a number a distribution, such as `{\"uniform\": [0.2, 0.6]}`"
        case .tooManyQuantities(let count, let limit):
            "has \(count) uncertain quantities, and the Sobol sequence reaches \(limit) for indices of variance; use `--method morris`, or fix some with `--set`"
        case .undefined(let measure, let count, let all, let member):
            "`\(measure)` is undefined in \(count) of the first \(all) members, such as member \(member), and indices need it in all; choose a measure that every member has, such as `active_users_at_end` or `user_days_lost`"
        case .constant(let measure, let value):
            "`\(measure)` is \(ShortestDecimal.text(value)) in every member, as exactly as a run can tell, so no quantity moves it; choose another measure"
        case .failed(let failure, let count, let all):
            "member \(failure.member) can't be computed: \(failure.message)"
                + (count > 1 ? "; \(count - 1) more of the first \(all) can't either" : "")
                + "; indices need every member, so narrow the distributions that lead there"
        }
    }
}

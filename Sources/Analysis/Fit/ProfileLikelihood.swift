internal import Numerics

/// One end of an interval.
public struct ProfileEnd: Sendable, Equatable {
    /// Why an interval ends where it does.
    public enum Kind: String, CaseIterable, Sendable {
        /// The sum of squares has risen by the threshold here.
        case threshold
        /// It hasn't, up to the end of the prior's range: the interval is open.
        case bound
        /// It hasn't, up to six standard deviations of the prior: the interval is open.
        case reach
    }
    /// Where it is, in the parameter's unit.
    public let value: Double
    /// Why it is there.
    public let kind: Kind

    /// Whether no end was found, so that larger or smaller values are as good.
    public var isOpen: Bool { kind != .threshold }
}

/// A point of a profile: how well the rest can do with one parameter held.
public struct ProfilePoint: Sendable, Equatable {
    /// Of the parameter that is held, in its unit.
    public let value: Double
    /// The parameter's normal score.
    public let score: Double
    /// How much the least sum of squares is above that of the best fit: twice the log-likelihood lost.
    public let rise: Double
}

/// The profile of a parameter: the values that the observations don't contradict, whatever the others are.
public struct ParameterProfile: Sendable, Equatable {
    /// The lower end of the interval.
    public let low: ProfileEnd
    /// The upper end of the interval.
    public let high: ProfileEnd
    /// By rising value.
    public let points: [ProfilePoint]
    /// The value at which the sum is least.
    let best: Double
}

/// Follows profiles outward from the best fit until they cross the threshold.
struct ProfileLikelihood: Sendable {
    let objective: FitObjective
    let optimum: FitObjective.Optimum
    let threshold: Double

    /// The crossing is found to this part of the standard deviation, or to this much of the sum of squares.
    private static let tolerance = 1e-4
    private static let nearEnough = 1e-4
    /// Stands for a rise without end where the model can't be computed, as a root can't be found of that.
    private static let endless = 1e6
    private static let (shortestStep, longestStep) = (1e-6, 1.0)
    /// Twice the log-likelihood by which another minimum has to be better to count.
    static let notable = 0.01

    /// A side of a profile.
    struct Side: Sendable {
        let end: ProfileEnd
        let points: [ProfilePoint]
        /// A better fit that was met on the way.
        let better: FitObjective.Optimum?
    }

    func side(_ parameter: Int, upper: Bool) -> Side {
        let which = objective.target.parameters[parameter]
        let (sign, wall) = (upper ? 1.0 : -1.0, upper ? FreeParameter.reach : -FreeParameter.reach)
        let spread = min(1, spread(parameter))
        var path = ProfilePath(objective, parameter, optimum, spread: spread)
        var score = optimum.scores[parameter]
        var step = max(Self.shortestStep, 0.7 * spread)
        while (wall - score) * sign > 0 {
            let next = sign * min(sign * (score + sign * step), FreeParameter.reach)
            let before = path.rise(score)
            let rise = path.rise(next)
            if rise < -Self.notable { break }
            if rise >= threshold {
                let found = try? RootFinder.root(from: min(score, next), to: max(score, next), tolerance: Self.tolerance * spread) {
                    let miss = min(path.rise($0), Self.endless) - threshold
                    return abs(miss) < Self.nearEnough ? 0 : miss
                }
                let end = ProfileEnd(value: which.value(found ?? next), kind: .threshold)
                return Side(end: end, points: path.points(which), better: path.better)
            }
            // Steps aim at a fifth of the threshold each.
            step = min(Self.longestStep, rise - before < threshold / 5 ? 1.6 * step : step)
            score = next
        }
        return Side(end: which.end(upper: upper), points: path.points(which), better: path.better)
    }

    /// Standard deviation of the parameter's score by the curvature at the best fit.
    private func spread(_ parameter: Int) -> Double {
        SingularValues(optimum.jacobian, columns: optimum.scores.count)?.inverseGram.map { $0[parameter][parameter].squareRoot() } ?? 1
    }
}

/// The points of a profile computed so far, each the start of the search for the next.
private struct ProfilePath {
    /// Times the distance of two points up to which their line is followed beyond them.
    private static let longestWay = 3.0
    /// Of the standard deviation.
    private static let leastDistance = 0.01
    private let objective: FitObjective
    private let parameter: Int
    private let best: FitObjective.Optimum
    private var known: [(score: Double, optimum: FitObjective.Optimum)]
    private(set) var better: FitObjective.Optimum?
    private let spread: Double

    init(_ objective: FitObjective, _ parameter: Int, _ best: FitObjective.Optimum, spread: Double) {
        self.spread = spread
        self.objective = objective
        self.parameter = parameter
        self.best = best
        known = [(best.scores[parameter], best)]
    }

    /// How much above the best sum the least one is with the parameter at the score; infinite where the model can't be computed.
    mutating func rise(_ score: Double) -> Double {
        if let done = known.first(where: { $0.score == score }) { return done.optimum.sum - best.sum }
        guard let found = objective.minimum(from: start(score), holding: parameter) else { return .infinity }
        known.append((score, found))
        if found.sum < best.sum - ProfileLikelihood.notable, found.sum < better?.sum ?? .infinity { better = found }
        return found.sum - best.sum
    }

    /// Where the others are likely to be: on the line through the two nearest points that are known.
    private func start(_ score: Double) -> [Double] {
        let nearest = known.enumerated().sorted { (abs($0.element.score - score), $0.offset) < (abs($1.element.score - score), $1.offset) }
        let first = nearest[0].element
        var start = first.optimum.scores
        if nearest.count > 1 {
            let second = nearest[1].element
            let way = (score - first.score) / (first.score - second.score)
            for i in start.indices where i != parameter && abs(way) <= Self.longestWay {
                start[i] += way * (first.optimum.scores[i] - second.optimum.scores[i])
            }
        }
        start[parameter] = score
        return start
    }

    /// By rising score; of points that the search for a crossing left close together, the first found.
    func points(_ which: FreeParameter) -> [ProfilePoint] {
        var apart: [(score: Double, optimum: FitObjective.Optimum)] = []
        for point in known where apart.allSatisfy({ abs($0.score - point.score) > Self.leastDistance * spread }) { apart.append(point) }
        return apart.sorted { $0.score < $1.score }.map {
            ProfilePoint(value: which.value($0.score), score: $0.score, rise: $0.optimum.sum - best.sum)
        }
    }
}

internal import Glibc
internal import Numerics
public import ScenarioFormat

/// An observation with what the fit makes of it.
public struct FittedResidual: Sendable {
    /// What becomes of an observation.
    public enum Use: String, CaseIterable, Sendable {
        case fitted
        /// Before start, after the end, or of something undefined on the date.
        case outside
        /// No free parameter moves what was observed.
        case unmoved
    }
    /// Where its error comes from.
    public enum ErrorOrigin: String, CaseIterable, Sendable {
        /// From its own range, `low` to `high`.
        case given
        case estimated, assumed
    }
    /// What was observed.
    public let observation: Observation
    /// What became of it.
    public let use: Use
    /// On which scale the model is held against it.
    public let scale: ResidualScale
    /// What the model says at the best fit; nil outside.
    public internal(set) var modelled: Double?
    /// observed − modelled, of logarithms where the scale is that; nil where it isn't fitted.
    public internal(set) var residual: Double?
    /// Standard deviation that the observation is taken to have, on the same scale; nil where it isn't fitted.
    public internal(set) var deviation: Double?
    /// Where the deviation comes from; nil where it isn't fitted.
    public internal(set) var origin: ErrorOrigin?
    /// The observation on its scale; nil where it isn't fitted.
    let fitted: FittedValue?

    /// Changes smaller than this part of a value are the integrator's.
    private static let moved = 1e-6

    /// Decides what each observation is good for.
    ///
    /// - Throws: `FitFailure.observations` where some can't be used on their scale, where none is left, or where a parameter moves none.
    static func used(_ run: FittedRun, _ parameters: [FreeParameter], _ settings: FitSettings) throws(FitFailure) -> [FittedResidual] {
        guard !run.observations.isEmpty else { throw .observations(["there are no observations to fit to"]) }
        // At the medians, and with one parameter after the other elsewhere in its prior.
        let medians = parameters.map { $0.value(0) }
        guard let base = run.modelled(medians) else {
            throw .notComputed("the scenario can't be computed at the medians of its priors; run it with `simulate` to see why")
        }
        var moved = [Bool](repeating: false, count: run.observations.count)
        var idle: [String] = []
        for (p, parameter) in parameters.enumerated() {
            var moves = false
            for score in [-2.0, -1, 1, 2] {
                var values = medians
                values[p] = parameter.value(score)
                guard let other = run.modelled(values) else { continue }
                for i in moved.indices {
                    guard let a = base[i], let b = other[i], abs(a - b) > Self.moved * max(abs(a), abs(b)) else { continue }
                    (moved[i], moves) = (true, true)
                }
            }
            if !moves { idle.append(parameter.name) }
        }
        let inside = base.contains { $0 != nil }
        guard inside else {
            throw .observations(["no observation lies between the scenario's start and end; change them or the observations"])
        }
        if !idle.isEmpty {
            throw .observations(
                idle.map { "no observation depends on \(Quoting.quoted($0)); leave it out of `--free`, or add observations that it moves" })
        }
        var faults: [String] = []
        let all = run.observations.indices.map { i in
            FittedResidual(
                run.observations[i], base[i] == nil ? .outside : moved[i] ? .fitted : .unmoved, settings, &faults)
        }
        if !faults.isEmpty { throw .observations(faults) }
        return all
    }

    private init(_ observation: Observation, _ use: Use, _ settings: FitSettings, _ faults: inout [String]) {
        self.observation = observation
        self.use = use
        scale = settings.scale(of: observation.measure)
        guard use == .fitted else {
            fitted = nil
            return
        }
        if scale == .log, observation.value <= 0 {
            faults.append(
                "the observation of \(observation.measure.rawValue) on \(observation.date) is 0, which has no logarithm; use `--residuals \(observation.measure.rawValue)=linear`"
            )
        }
        fitted = FittedValue(observation, scale)
    }
}

extension FittedValue {
    init(_ observation: Observation, _ scale: ResidualScale) {
        let isShare = observation.measure == .activeShareOfOnline
        self.init(
            value: scale.of(observation.value, observation.measure),
            deviation: Self.deviation(observation, scale), group: scale == .log ? .relative : isShare ? .share : .people)
    }

    /// A range is taken for 95 % of a normal distribution.
    private static let rangeWidth = 2 * 1.959963984540054

    /// By the range: half of it on both sides, or one side where only that is given; nil where there is none or it has no width.
    private static func deviation(_ observation: Observation, _ scale: ResidualScale) -> Double? {
        func place(_ value: Double) -> Double? { scale == .log ? (value > 0 ? log(value) : nil) : value }
        guard let middle = place(observation.value) else { return nil }
        let (low, high) = (observation.low.flatMap(place), observation.high.flatMap(place))
        let width =
            switch (low, high) {
            case (let low?, let high?): high - low
            case (let low?, nil): 2 * (middle - low)
            case (nil, let high?): 2 * (high - middle)
            case (nil, nil): 0.0
            }
        return width > 0 ? width / rangeWidth : nil
    }
}

extension ResidualScale {
    /// A value on this scale; of people, less than one counts as one.
    func of(_ value: Double, _ measure: Observation.Measure) -> Double {
        switch self {
        case .linear: value
        case .log: Glibc.log(max(value, measure == .activeShareOfOnline ? 1e-9 : 1))
        }
    }

    func of(_ value: Double?, _ measure: Observation.Measure) -> Double { value.map { of($0, measure) } ?? .nan }
}

/// A picture before it is laid out: panels one below the other on one axis of time.
struct Figure {
    /// What the picture is of, in the largest letters; empty where the page around it says so.
    var title: String
    /// What is shown, in a line below.
    let heading: String
    let panels: [Panel]
    let key: [KeyEntry]
    /// Where it comes from, in small letters at the foot.
    let notes: [String]
    /// The picture in words, for those who can't see it.
    let description: String
    /// The first and the last day. Unit: days since 1 January 1970.
    let days: ClosedRange<Int>
}

/// A plot with an axis of its own.
struct Panel {
    /// What the panel is of, and what it shows: `Russia: enforcement costs Telegram 3.46m users, 8.4 %`.
    let heading: String
    /// What is measured: `people`, `TB`, `US dollars`.
    let unit: String
    var shades: [Shade] = []
    var bands: [Band] = []
    var lines: [Line] = []
    var points: [ObservedPoint] = []
    var steps: [StepLabel] = []
    var ends: [CurveEnd] = []

    /// The lowest value of a curve or band.
    var lowest: Double {
        let values = lines.flatMap { $0.values.map(\.value) } + bands.flatMap { $0.values.map(\.lower) }
        return min(values.min() ?? 0, points.map { min($0.value, $0.low ?? $0.value) }.min() ?? 0)
    }

    /// The highest value shown.
    var highest: Double {
        let values = lines.flatMap { $0.values.map(\.value) } + bands.flatMap { $0.values.map(\.upper) }
        return max(values.max() ?? 0, points.map { max($0.value, $0.high ?? 0) }.max() ?? 0)
    }
}

/// A curve.
struct Line {
    let values: [(day: Int, value: Double)]
    let look: Look
    var isDashed = false
    /// Whether points of the look's shape stand on it here and there.
    var hasPoints = false
}

/// What stands at the right end of a curve or an area.
struct CurveEnd: Equatable {
    let value: Double
    /// What is cut at its end where there is too little room, and what follows it and is never cut: `4 TB Telegram` and `, carriers`.
    let text: String
    var suffix = ""
}

/// A time in which something held, from its first day to its last, behind the curves.
struct Shade: Equatable {
    let days: ClosedRange<Int>
    let text: String
}

/// An area between two curves.
struct Band {
    let values: [(day: Int, lower: Double, upper: Double)]
    let fill: Fill
    /// Whether its upper end is drawn as a line, so that areas one on the other are told apart.
    var hasEdge = true
}

/// How an area is filled.
struct Fill: Equatable {
    let colour: Colour
    /// Whether lines are drawn over the colour.
    var isHatched = false
}

/// What was observed on a day.
struct ObservedPoint: Equatable {
    let day: Int
    let value: Double
    let low: Double?
    let high: Double?
    let shape: PointShape
}

/// A step to be marked.
struct StepLabel: Equatable {
    let day: Int
    let text: String
    /// Whether it changes access, tools or the registry, and keeps its label where there isn't room for all.
    var isDecisive = true
}

/// An entry of the key.
struct KeyEntry: Equatable {
    enum Sample: Equatable {
        case line(Look, isDashed: Bool, hasPoints: Bool)
        case fill(Fill)
        case observed(PointShape)
        case point(Look, isFilled: Bool)
        case step
    }
    let sample: Sample
    let text: String
}

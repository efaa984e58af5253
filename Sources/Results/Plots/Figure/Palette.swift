/// Colours that people with any kind of colour vision tell apart, as gnuplot writes them.
///
/// Source: M. Okabe and K. Ito, Color Universal Design, 2008. Their yellow is left out of lines: it can't be seen on white.
enum Palette {
    static let blue = "#0072B2"
    static let vermillion = "#D55E00"
    static let green = "#009E73"
    static let purple = "#CC79A7"
    static let orange = "#E69F00"
    static let skyBlue = "#56B4E9"
    static let yellow = "#F0E442"
    static let black = "#000000"

    /// Text; 15 : 1 on white.
    static let ink = "#222222"
    /// Text that matters less; 7 : 1 on white, so that it passes for small letters too.
    static let faintInk = "#555555"
    static let grid = "#D8D8D8"

    static let lines = [blue, vermillion, green, purple, black, orange, skyBlue]

    /// Shapes that go with the colours, so that no curve is known by colour alone: numbers of gnuplot's point types, open and filled.
    static let shapes: [(open: Int, filled: Int)] = [(6, 7), (4, 5), (8, 9), (12, 13), (10, 11)]

    /// In keys, for what holds for curves of every colour.
    static let plain = Look(colour: faintInk, openPoint: 6, filledPoint: 7)

    /// The look of the i-th curve; 35 differ.
    static func look(_ i: Int) -> Look {
        Look(colour: lines[i % lines.count], openPoint: shapes[i % shapes.count].open, filledPoint: shapes[i % shapes.count].filled)
    }
}

/// How what belongs to a service, or to a result, is told from others.
struct Look: Equatable {
    let colour: String
    let openPoint: Int
    let filledPoint: Int
}

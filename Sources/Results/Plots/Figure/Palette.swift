/// A colour on white paper and on a dark screen, as CSS writes it.
struct Colour: Equatable {
    let light: String
    let dark: String

    init(_ light: String, dark: String) {
        self.light = light
        self.dark = dark
    }
}

/// Colours that people with any kind of colour vision tell apart.
///
/// Source: M. Okabe and K. Ito, Color Universal Design, 2008; on dark screens, lighter ones of the same hues. Their yellow is left out
/// of lines: it can't be seen on white.
enum Palette {
    static let blue = Colour("#0072B2", dark: "#3D9BE0")
    static let vermillion = Colour("#D55E00", dark: "#F0883C")
    static let green = Colour("#009E73", dark: "#2FC79A")
    static let purple = Colour("#CC79A7", dark: "#DE9CC2")
    static let orange = Colour("#E69F00", dark: "#F2B632")
    static let skyBlue = Colour("#56B4E9", dark: "#8FD0F5")
    static let yellow = Colour("#F0E442", dark: "#F0E442")
    static let black = Colour("#000000", dark: "#FFFFFF")

    static let paper = Colour("#FFFFFF", dark: "#15181B")
    /// Text; 15 : 1 on white.
    static let ink = Colour("#222222", dark: "#E9E9E9")
    /// Text that matters less; 7 : 1 on white, so that it passes for small letters too.
    static let faintInk = Colour("#555555", dark: "#BBBBBB")
    static let grid = Colour("#D8D8D8", dark: "#3E444A")
    /// Bands about a median: nine tenths, half.
    static let wideBand = Colour("#CFE3F1", dark: "#1D384D")
    static let narrowBand = Colour("#8FC1E3", dark: "#2C6389")
    static let greyBar = Colour("#DDDDDD", dark: "#4A5056")
    /// The time of a block, behind curves, and text on it.
    static let shade = Colour("#F6ECE5", dark: "#33251B")
    static let shadeInk = Colour("#7A3300", dark: "#F6C3A0")

    /// Every colour, for what turns pages dark.
    static let all = [
        blue, vermillion, green, purple, orange, skyBlue, yellow, black, paper, ink, faintInk, grid, wideBand, narrowBand, greyBar, shade,
        shadeInk,
    ]

    static let lines = [blue, vermillion, green, purple, black, orange, skyBlue]

    /// In keys, for what holds for curves of every colour.
    static let plain = Look(colour: faintInk, shape: .circle)

    /// The look of the i-th curve; 35 differ.
    static func look(_ i: Int) -> Look {
        Look(colour: lines[i % lines.count], shape: PointShape.allCases[i % PointShape.allCases.count])
    }
}

/// Shapes that go with the colours, so that no curve is known by colour alone.
enum PointShape: CaseIterable {
    case circle, square, triangle, diamond, fallingTriangle
}

/// How what belongs to a service, or to a result, is told from others.
struct Look: Equatable {
    let colour: Colour
    let shape: PointShape
}

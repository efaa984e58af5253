/// Texts one below the other.
struct TextColumn {
    let x: Double
    let width: Double
    /// Where the next text begins.
    var y: Double

    /// Writes a text in lines, the last cut where there would be more than `limit`.
    mutating func write(
        _ text: String, size: Double, atMost limit: Int, colour: Colour = Palette.ink, isBold: Bool = false, _ canvas: inout SVGCanvas
    ) {
        for line in TextWidth.wrapped(text, width: width, size: size, lines: limit, isBold: isBold) {
            y += size * 1.3
            canvas.text(line, x: x, y: y - size * 0.3, size: size, colour: colour, isBold: isBold)
        }
    }

    /// Writes a key, in as many lines as it takes.
    mutating func write(_ key: [KeyEntry], size: Double, _ canvas: inout SVGCanvas) {
        var at = x
        for (i, entry) in key.enumerated() {
            let needed = FigureLayout.keySampleWidth + 6 + TextWidth.of(entry.text, size: size) + 18
            if i > 0, at + needed > x + width {
                at = x
                y += size * 1.6
            }
            canvas.sample(entry.sample, x: at, y: y + size * 0.65, width: FigureLayout.keySampleWidth)
            canvas.text(entry.text, x: at + FigureLayout.keySampleWidth + 6, y: y + size, size: size)
            at += needed
        }
        if !key.isEmpty { y += size * 1.6 + 4 }
    }
}

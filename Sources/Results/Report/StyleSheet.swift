/// How the page looks: on screens from 320 pixels, light and dark, and on paper. Text is 7 : 1 on its ground or better.
enum StyleSheet {
    /// Colours by what they are for, which pages and pictures share as far as both have them.
    private static let colours = [
        ("paper", Palette.paper), ("ink", Palette.ink), ("faint", Colour("#444444", dark: "#C4C4C4")), ("accent", Palette.blue),
        ("rule", Colour("#CCCCCC", dark: "#3E444A")),
    ]

    private static func variables(_ value: KeyPath<Colour, String>) -> String {
        colours.map { "--\($0): \($1[keyPath: value])" }.joined(separator: "; ")
    }

    /// Pictures have the colours of paper in their attributes, which rules override.
    private static let darkPictures = Palette.all.map { colour in
        "svg [fill=\"\(colour.light)\"] { fill: \(colour.dark); } svg [stroke=\"\(colour.light)\"] { stroke: \(colour.dark); }"
    }.joined(separator: "\n  ")

    static let text = """
        :root { color-scheme: light dark; \(variables(\.light)); }
        @media screen and (prefers-color-scheme: dark) {
          :root { \(variables(\.dark)); }
          \(darkPictures)
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 56rem; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.55 Georgia, "DejaVu Serif", serif; overflow-wrap: anywhere; }
        h1, h2, h3, th, caption, dt, figcaption, svg text { font-family: Verdana, "DejaVu Sans", Arial, sans-serif; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .6rem; }
        h2 { font-size: 1.15rem; margin: 2.4rem 0 .6rem; padding-top: .5rem; border-top: 2px solid var(--ink); }
        h3 { font-size: .95rem; margin: 1.4rem 0 .3rem; }
        p, ul, ol, dl { margin: .5rem 0 .8rem; max-width: 44rem; }
        .lead { font-size: 1.05rem; }
        .answer { font-size: 1.15rem; border-left: 4px solid var(--accent); padding-left: .8rem; }
        .fine { font-size: .88rem; color: var(--faint); }
        figure { margin: 1.2rem 0 2rem; }
        figcaption { font-size: .78rem; line-height: 1.45; color: var(--faint); margin-top: .4rem; }
        svg { display: block; width: 100%; height: auto; }
        .narrow { display: none; }
        .scroll { overflow-x: auto; margin: .8rem 0 1.4rem; }
        .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        table { border-collapse: collapse; font-size: .86rem; line-height: 1.4; width: 100%; overflow-wrap: normal; }
        caption { text-align: left; font-size: .8rem; font-weight: bold; padding: .2rem 0 .4rem; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--rule); }
        thead th { border-bottom: 2px solid var(--ink); font-size: .78rem; }
        tbody th { font-weight: normal; font-size: .78rem; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        thead .number { white-space: normal; }
        .events th, .dated td:nth-child(2) { white-space: nowrap; }
        .assumptions, .drawn { table-layout: fixed; overflow-wrap: anywhere; }
        .assumptions th:first-child { width: 30%; }
        .assumptions th:nth-child(2) { width: 27%; }
        .drawn th:nth-child(3) { width: 20%; }
        dl div { display: grid; grid-template-columns: 13rem 1fr; gap: 0 1rem; border-bottom: 1px solid var(--rule); padding: .25rem 0; }
        dt { font-size: .8rem; padding-top: .15rem; }
        dd { margin: 0; }
        @media (max-width: 44rem) {
          .wide { display: none; }
          .narrow { display: block; }
          dl div { grid-template-columns: 1fr; }
          h1 { font-size: 1.35rem; }
          .assumptions, .drawn { font-size: .8rem; }
          .bands { font-size: .72rem; }
          .bands th { font-size: .68rem; }
          .bands .number { white-space: normal; }
        }
        @media print {
          :root { color-scheme: light; }
          @page { margin: 18mm 16mm; }
          body { max-width: none; padding: 0; font-size: 10pt; }
          .wide { display: block; }
          .narrow { display: none; }
          .scroll { overflow: visible; }
          h2, h3, caption { break-after: avoid; }
          figure, tr, .answer { break-inside: avoid; }
          thead { display: table-header-group; }
        }
        """
}

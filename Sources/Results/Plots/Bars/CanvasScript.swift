/// The script of a picture of which every part has been placed already.
enum CanvasScript {
    static func text(_ drawn: (canvas: ScriptCanvas, height: Double), _ format: FigureFormat, _ picture: GnuplotScript.Picture) -> String {
        GnuplotText.definitions
            + GnuplotScript.head(width: Int(format.width), height: Int(drawn.height), textSize: format.textSize, picture)
            + drawn.canvas.commands + """
                unset border
                unset tics
                set xrange [0:1]
                set yrange [0:1]
                plot NaN notitle

                """
    }
}

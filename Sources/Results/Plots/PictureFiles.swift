internal import ScenarioFormat

/// The pictures of results as files.
public enum PictureFiles {
    /// Draws the pictures of the results in a folder and puts them into it, in place of those before.
    ///
    /// - Returns: the names of the files.
    /// - Throws: `InputFailure` where the folder holds no results, `GnuplotFailure`, or `ResultsFailure`.
    public static func add(to results: Destination) throws -> [String] {
        // All are drawn before the first is written: a picture that fails leaves those of the run before, all of them.
        let files = try pictures(of: results.path).flatMap { try $0.files() }
        try FolderAddition.write(files, to: results)
        return files.map(\.name)
    }

    /// Those of a run, or of what else the folder holds.
    private static func pictures(of path: String) throws -> [Picture] {
        if let ensemble = try EnsembleResultsFolder(path) {
            return [Picture(name: "fan", figure: FanFigure.figure(ensemble, try BandCurves.read(ensemble.quantiles), of: .users))]
        }
        if let paired = try PairedResultsFolder(path) {
            let curves = try BandCurves.read(paired.differences)
            return [Picture(name: "fan", figure: FanFigure.figure(paired, curves, of: .differences(from: paired.baselineName)))]
        }
        if let sensitivity = try SensitivityFolder(path) { return SensitivityFigure.pictures(sensitivity) }
        if let discovery = try DiscoveryFolder(path) { return DiscoveryFigures.pictures(discovery) }
        return Picture.all(try ResultsCurves(ResultsFolder(path)))
    }

    /// Draws the pictures of results that aren't published yet.
    static func write(into directory: ResultsDirectory) throws {
        for picture in try pictures(of: directory.staging) {
            for (name, bytes) in try picture.files() {
                let file = try directory.file(name)
                try file.write(bytes)
                try file.flush()
            }
        }
    }
}

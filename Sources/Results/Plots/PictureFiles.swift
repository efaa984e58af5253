internal import ScenarioFormat

/// The pictures of results as files.
public enum PictureFiles {
    /// Draws the pictures of the results in a folder and puts them into it, in place of those before.
    ///
    /// - Returns: the names of the files, and in a sentence what was left out.
    /// - Throws: `InputFailure` where the folder holds no results, or `ResultsFailure`.
    public static func add(to results: Destination) throws -> (names: [String], leftOut: String?) {
        // All are drawn before the first is written: a picture that fails leaves those of the run before, all of them.
        let addition = try FolderAddition(to: results)
        var png = PNG()
        let files = try pictures(of: results.path).flatMap { $0.files(&png) }
        try addition.write(files)
        return (files.map(\.name), png.leftOut)
    }

    /// Those of a run, or of what else the folder holds.
    private static func pictures(of path: String) throws(InputFailure) -> [Picture] {
        if let ensemble = try EnsembleResultsFolder(path) { return Picture.numbered("fan", try FanFigure.figures(ensemble)) }
        if let paired = try PairedResultsFolder(path) { return Picture.numbered("fan", try FanFigure.figures(paired)) }
        if let sensitivity = try SensitivityFolder(path) { return SensitivityFigure.pictures(sensitivity) }
        if let discovery = try DiscoveryFolder(path) { return DiscoveryFigures.pictures(discovery) }
        return Picture.all(try ResultsCurves(ResultsFolder(path)))
    }

    /// Draws the pictures of results that aren't published yet; they are an extra, without which the results stand.
    ///
    /// - Returns: in a sentence what was left out.
    static func write(into directory: ResultsDirectory) throws(ResultsFailure) -> String? {
        let pictures: [Picture]
        do throws(InputFailure) { pictures = try Self.pictures(of: directory.staging) } catch {
            // By its name alone, as the folder isn't there yet.
            let faults = error.faults.map { "\(Folder.split($0.file).name): \($0.message)" }
            return "pictures left out: \(faults.joined(separator: "; "))"
        }
        var png = PNG()
        for picture in pictures {
            for (name, bytes) in picture.files(&png) {
                let file = try directory.file(name)
                try file.write(bytes)
                try file.flush()
            }
        }
        return png.leftOut
    }
}

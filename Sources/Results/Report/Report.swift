internal import ScenarioFormat

/// A page about results in one file that needs neither network nor script.
public enum Report {
    private static let fileName = "report.html"

    /// Where the page goes if the user doesn't say: into the folder that it is about, or into results for several.
    public static func defaultPath(_ paths: [String]) -> String { (paths.count == 1 ? paths[0] : "results") + "/" + fileName }

    /// Makes the page about one folder of results, or that which compares several.
    ///
    /// - Parameters:
    ///   - paths: results folders.
    ///   - destination: the page's file.
    /// - Throws: `InputFailure` where a folder holds no results or `ResultsFailure`.
    public static func write(_ paths: [String], to destination: Destination) throws {
        let (folder, name) = Folder.split(destination.path)
        if paths.count == 1, name == fileName, Destination.isSame(folder, paths[0]) {
            let addition = try FolderAddition(to: destination.folder)
            return try addition.write([(name, Seal.sealed(Array(try html(paths).utf8), as: .page))])
        }
        let page = Array(try html(paths).utf8)
        // Runs with -o may never have made the folder that the page goes to by default.
        let made = destination.path == defaultPath(paths) ? try Folder.make(folder) : []
        do throws(ResultsFailure) { try AtomicFile.write(page, as: .page, to: destination) } catch {
            Folder.unmake(made)
            throw error
        }
    }

    private static func html(_ paths: [String]) throws -> String {
        if let path = paths.first, paths.count == 1, let page = try studyPage(path) { return page }
        let bands = [EnsembleTables.quantiles, PairedResults.differences]
        let studies = paths.filter { path in
            paths.count > 1 && bands.contains { $0.isThere(in: path) } && !RunTables.timeseries.isThere(in: path)
        }
        if !studies.isEmpty { throw InputFailure.faulty(studies.map { Fault(file: $0, path: nil, message: takesRuns) }) }
        let results = try paths.map { try ResultsCurves(ResultsFolder($0)) }
        return results.count == 1 ? try RunPage.html(results[0]) : try ComparisonPage.html(ReportedRun.all(results))
    }

    private static let takesRuns =
        "holds an ensemble or differences, and a page that compares takes runs; report it alone, or compare scenarios over the same "
        + "draws with `simulate compare A B --members 1000`"

    /// The page about an ensemble, differences, a sensitivity or a discovery; nil where the folder holds none of these.
    private static func studyPage(_ path: String) throws -> String? {
        if let ensemble = try EnsembleResultsFolder(path) { return try EnsemblePage.html(ensemble) }
        if let paired = try PairedResultsFolder(path) { return try PairedPage.html(paired) }
        if let sensitivity = try SensitivityFolder(path) { return try SensitivityPage.html(sensitivity) }
        if let discovery = try DiscoveryFolder(path) { return try DiscoveryPage.html(discovery) }
        return nil
    }
}

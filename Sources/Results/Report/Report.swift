internal import Glibc
internal import ScenarioFormat

/// A page about results in one file that needs neither network nor script.
public enum Report {
    /// Makes the page about one folder of results, or that which compares several.
    ///
    /// - Parameters:
    ///   - paths: results folders.
    ///   - output: nil for report.html in the folder, or results/report.html for several.
    /// - Returns: the path of the page.
    /// - Throws: `InputFailure` where a folder holds no results, or `ResultsFailure`.
    public static func write(_ paths: [String], to output: String?) throws -> String {
        if let path = paths.first, paths.count == 1, let page = try studyPage(path) {
            let file = output ?? path + "/report.html"
            try AtomicFile.write(Array(page.utf8), to: file)
            return file
        }
        let bands = [EnsembleTables.quantiles, PairedResults.differences]
        let studies = paths.filter { path in
            paths.count > 1 && bands.contains { $0.isThere(in: path) } && !RunTables.timeseries.isThere(in: path)
        }
        if !studies.isEmpty { throw InputFailure.faulty(studies.map { Fault(file: $0, path: nil, message: takesRuns) }) }
        let results = try paths.map { try ResultsCurves(ResultsFolder($0)) }
        let page: String
        let file: String
        if let only = results.first, results.count == 1 {
            page = try RunPage.html(only)
            file = output ?? only.folder.path + "/report.html"
        } else {
            page = try ComparisonPage.html(ReportedRun.all(results))
            file = output ?? "results/report.html"
        }
        // Runs with -o may never have made the folder.
        let made = output == nil && results.count > 1 ? try Folder.make("results") : []
        do throws(ResultsFailure) { try AtomicFile.write(Array(page.utf8), to: file) } catch {
            Folder.unmake(made)
            throw error
        }
        return file
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

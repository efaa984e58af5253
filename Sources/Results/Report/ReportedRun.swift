/// One of several runs on a page.
struct ReportedRun {
    let results: ResultsCurves
    /// What it is called on the page: the folder's own name, with a number where two are alike.
    let label: String
    let look: Look

    static func all(_ results: [ResultsCurves]) -> [ReportedRun] {
        let names = results.map { run in
            let last = run.folder.path.split(separator: "/").last.map(String.init)
            return last.map { $0 == "." || $0 == ".." ? run.folder.name : $0 } ?? run.folder.name
        }
        return results.enumerated().map { i, run in
            let isAlone = names.filter { $0 == names[i] }.count == 1
            return ReportedRun(results: run, label: isAlone ? names[i] : "\(names[i]) (\(i + 1))", look: Palette.look(i))
        }
    }
}

internal import ScenarioFormat

extension RunRecord {
    /// The run.json of a folder of results.
    ///
    /// - Throws: `InputFailure`, which says how such a folder is made where there is none.
    static func read(in folder: String) throws(InputFailure) -> JSONText {
        if let problem = obstacle(folder) { throw .unreadable(Fault(file: folder, path: nil, message: problem)) }
        return try JSONText.read(folder + "/run.json")
    }

    /// Why a path is no folder of results.
    private static func obstacle(_ path: String) -> String? {
        if InputBytes.isThere(path + "/run.json") { return nil }
        if path.hasSuffix(".json") {
            let name = path.split(separator: "/").last.map { "results/" + $0.dropLast(5) } ?? "results"
            let run = "`simulate \(Quoting.shell(path)) -o \(Quoting.shell(name))`"
            return "is the name of a scenario, and a folder of results is wanted here; make one with \(run) and name that"
        }
        if !InputBytes.isThere(path) {
            return "there is no such folder of results; check the name, or make one with `simulate SCENARIO -o \(Quoting.shell(path))`"
        }
        let problem = InputBytes.isThere(path + "/.") ? "is no folder of results, as it holds no run.json" : "is no folder of results"
        return problem + "; make one with `simulate SCENARIO -o DIR` and name that"
    }
}

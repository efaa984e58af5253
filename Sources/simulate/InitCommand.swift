internal import Results
internal import ScenarioFormat

/// `simulate init NAME`: writes a scenario to start from.
enum InitCommand {
    /// - Parameter name: of the scenario; `.json` is added where it isn't there.
    static func run(_ name: String, quiet: Bool) throws -> ExitCode {
        let path = name.hasSuffix(".json") ? name : name + ".json"
        let title = path.split(separator: "/").last.map { String($0.dropLast(5)) } ?? name
        try AtomicFile.create(Array(InitTemplate.text(title: Quoting.json(title)).utf8), at: path)
        if quiet { return .ok }
        return StandardStreams.print(
            "\(Quoting.printable(path)): every key is explained in a note; change it and run `simulate \(Quoting.shell(path))`\n")
    }
}

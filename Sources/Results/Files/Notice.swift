internal import ScenarioFormat

/// What is told of files that give way, or have come back.
enum Notice {
    static func restored(_ target: String) -> String {
        "\(Quoting.printable(target)): what was there before has been put back, as a run was killed while it took its place"
    }

    static func movedAside(_ target: String, to place: String) -> String {
        "\(Quoting.printable(target)): what was there before is now \(Quoting.printable(place))"
    }

    static func kept(_ target: String, _ strangers: [Stranger], place: String) -> String {
        let reason =
            strangers.isEmpty ? "can't be shown to be this program's own work" : "holds \(Stranger.list(strangers)), which came meanwhile,"
        return "\(Quoting.printable(target)): what was there before \(reason) and is now \(Quoting.printable(place))"
    }
}

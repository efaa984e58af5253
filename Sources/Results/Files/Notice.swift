internal import ScenarioFormat

/// What is told of files that give way, or have come back.
enum Notice {
    static func restored(_ target: String) -> String {
        "\(Quoting.printable(target)): what was there before has been put back, as a run was killed while it took its place"
    }

    static func movedAside(_ target: String, to place: String) -> String {
        "\(Quoting.printable(target)): what was there before is now \(Quoting.printable(place))"
    }

    static func changedMeanwhile(_ target: String, _ strangers: String, place: String) -> String {
        "\(Quoting.printable(target)): \(strangers) came while the results were being made; what was there before is now \(Quoting.printable(place))"
    }
}

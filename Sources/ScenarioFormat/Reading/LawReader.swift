extension ScenarioReader {
    func readLaws(_ object: inout ObjectReader, _ markets: [Market]) -> [Law] {
        guard let node = object.node("laws"), var laws = ObjectReader(node, object.path.key("laws"), context, "laws by name") else {
            return []
        }
        defer { laws.finish() }
        return laws.named("law").map { law($1, $2, name: $0, markets) }
    }

    private func law(_ node: JSONNode, _ path: KeyPathText, name: String, _ markets: [Market]) -> Law {
        var object = ObjectReader(node, path, context, "a law") ?? .empty(node.place, path, context)
        defer { object.finish() }
        let market = marketIndex(&object, markets)
        _ = object.required("in_force", "the date from which the law is in force")
        return Law(
            name: name, title: object.text("title"), market: market ?? 0, inForce: object.date("in_force") ?? .constant(.nan),
            contentRetention: windows("content_retention", &object), metadataRetention: windows("metadata_retention", &object),
            numbers: object.numbers(LawParameter.self))
    }

    /// The market that `market` names; nil after a fault.
    func marketIndex(_ object: inout ObjectReader, _ markets: [Market]) -> Int? {
        guard let name = object.requiredText("market", "the name of its market") else { return nil }
        if let index = markets.firstIndex(where: { $0.name == name }) { return index }
        // Where there is no market at all, that is the fault.
        if !markets.isEmpty { object.unknownName(name, at: "market", "is no market of this scenario", among: markets.map(\.name)) }
        return nil
    }

    private func windows(_ key: String, _ law: inout ObjectReader) -> RetentionWindows {
        guard let node = law.node(key), var object = ObjectReader(node, law.path.key(key), context, "windows by holder") else {
            return RetentionWindows(organizer: nil, telecom: nil)
        }
        defer { object.finish() }
        return RetentionWindows(
            organizer: period("organizer", &object, allowDays: false), telecom: period("telecom", &object, allowDays: false))
    }
}

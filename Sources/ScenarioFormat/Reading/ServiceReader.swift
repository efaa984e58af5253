extension ScenarioReader {
    func readServices(_ object: inout ObjectReader) -> [Service] {
        guard let node = object.required("services", "the services by name"),
            var services = ObjectReader(node, object.path.key("services"), context, "services by name")
        else { return [] }
        let read = services.named("service").map { service($1, $2, name: $0) }
        services.finish()
        if read.isEmpty { services.fault("names no service; give at least one") }
        return read
    }

    private func service(_ node: JSONNode, _ path: KeyPathText, name: String) -> Service {
        var object = ObjectReader(node, path, context, "a service") ?? .empty(node.place, path, context)
        defer { object.finish() }
        return Service(
            name: name, title: object.text("title"), numbers: object.numbers(ServiceParameter.self), platform: platform(&object))
    }

    private func platform(_ service: inout ObjectReader) -> Platform {
        let path = service.path.key("platform")
        let node = service.node("platform")
        var object = node.flatMap { ObjectReader($0, path, context, "how the platform answers") } ?? .empty(service.place, path, context)
        let policy = object.choice("policy", Platform.Policy.refuse)
        let platform = Platform(
            policy: policy ?? .refuse, answer: object.choice("answer", Platform.answers[0], among: Platform.answers) ?? Platform.answers[0],
            numbers: object.numbers(PlatformParameter.self))
        object.finish()
        guard let policy else { return platform }
        let conditions = PlatformParameter.conditions.map(\.key)
        let given = conditions.filter { object.has($0) }
        if policy == .complyIf, given.isEmpty, !object.hasMisspelt(conditions) {
            object.fault("the policy `comply_if` needs one or more of " + conditions.map { "`\($0)`" }.joined(separator: ", "))
        } else if policy != .complyIf {
            for key in given {
                object.fault(
                    key: key,
                    "is a condition of the policy `comply_if`, and the policy is `\(policy.rawValue)`; remove it or change `policy`")
            }
        }
        return platform
    }
}

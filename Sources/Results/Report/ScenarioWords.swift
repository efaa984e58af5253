internal import ScenarioFormat

/// A scenario told in sentences, from its resolved form.
struct ScenarioWords {
    let results: ResultsCurves
    private var scenario: JSONText { results.folder.scenario }

    var html: String {
        HTMLParts.paragraph("From \(FigureNotes.period(results.days)).")
            + HTMLParts.list(services + markets + laws) + cases
    }

    private var services: [String] {
        results.services.map { service in
            let platform = scenario["services"]?[service]?["platform"]
            return "\(results.label(service: service)) \(Self.policy(platform))."
        }
    }

    /// What the platform does when something is demanded of it.
    private static func policy(_ platform: JSONText?) -> String {
        let action = Platform.answers.first { $0.rawValue == platform?["answer"]?.text } ?? Platform.answers[0]
        let answer = action.rule.asAnswer ?? action.inWords
        switch Platform.Policy(rawValue: platform?["policy"]?.text ?? "") {
        case .comply: return "\(answer) with the first demand"
        case .complyIf:
            let given = PlatformParameter.conditions.compactMap { condition in
                platform?[condition.key].map { "\(condition.condition ?? "") \(QuantityWords.text($0))" }
            }
            return "\(answer) if \(given.joined(separator: " and ")), and else refuses"
        case .refuse, nil: return "refuses every demand"
        }
    }

    private var markets: [String] {
        results.markets.flatMap { name -> [String] in
            let market = scenario["markets"]?[name]
            let online = market?["online_population"].map { QuantityWords.text($0) } ?? "?"
            return ["\(results.label(market: name)): people online: \(online)."]
                + results.pairs(in: name).map { pair in
                    let settings = market?["services"]?[pair.service]
                    let users = settings?["direct_users"].map { QuantityWords.text($0) } ?? "?"
                    let curve = Self.title(AdoptionCurve(rawValue: settings?["adoption"]?["curve"]?.text ?? "") ?? .bass)
                    return "\(results.label(service: pair.service)) in \(results.label(market: name)) grows along a \(curve) curve. "
                        + "Who reaches it directly at start: \(users)."
                }
        }
    }

    /// Curves are named after people, but for the logistic one.
    private static func title(_ curve: AdoptionCurve) -> String {
        curve == .logistic ? curve.rawValue : curve.rawValue.prefix(1).uppercased() + curve.rawValue.dropFirst()
    }

    private var laws: [String] {
        (scenario["laws"]?.keys ?? []).compactMap { name in
            guard let law = scenario["laws"]?[name] else { return nil }
            let market = law["market"]?.text.map { results.label(market: $0) } ?? "?"
            let force = law["in_force"].map { QuantityWords.text($0) } ?? "?"
            let windows = ["content_retention", "metadata_retention"].compactMap { key in
                law[key].map { "\(key.replacing("_", with: " ")): \(QuantityWords.text($0))" }
            }
            return (["Law in \(market), \(law["title"]?.text ?? name), in force \(force)"] + windows).joined(separator: "; ") + "."
        }
    }

    /// A heading and a list of steps for every case.
    private var cases: String {
        (scenario["enforcement"]?.keys ?? []).compactMap { name -> String? in
            guard let enforcement = scenario["enforcement"]?[name] else { return nil }
            let market = enforcement["market"]?.text.map { results.label(market: $0) } ?? "?"
            let service = enforcement["service"]?.text.map { results.label(service: $0) } ?? "all services"
            let title = enforcement["title"]?.text ?? name
            let steps = (enforcement["steps"]?.keys ?? []).compactMap { key in
                enforcement["steps"]?[key].map { Self.step(key, $0) }
            }
            return "<h3>\(HTMLText.escaped("\(title) (\(market), \(service))"))</h3>\n" + HTMLParts.list(steps)
        }.joined()
    }

    /// `Demand to register (request): on 2017-05-15`
    private static func step(_ name: String, _ step: JSONText) -> String {
        let ownName = name.replacing("_", with: " ")
        let action = Action(rawValue: step["action"]?.text ?? name)?.inWords
        let title = step["title"]?.text ?? ownName
        var parts = [trigger(step)]
        let told: Set<String> = ["title", "note", "source", "action", "on", "after", StepParameter.days.key, StepParameter.rate.key]
        for key in step.keys where !told.contains(key) {
            if let value = step[key] { parts.append("\(words(key)): \(QuantityWords.text(value))") }
        }
        return title + (title == action ? "" : " (\(action ?? "?"))") + ": " + parts.joined(separator: "; ")
    }

    /// When a step is taken: `3 days after court order`.
    private static func trigger(_ step: JSONText) -> String {
        let after = step["after"]?.text?.replacing("_", with: " ")
        if let date = step["on"] { return "on \(QuantityWords.text(date))" }
        if let days = step[StepParameter.days.key] { return "\(QuantityWords.text(days)) days after \(after ?? "the start")" }
        if let rate = step[StepParameter.rate.key] { return "at a rate of \(QuantityWords.text(rate)) a year from \(after ?? "the start")" }
        return "no trigger"
    }

    /// `amount of the fine, in US dollars`
    private static func words(_ key: String) -> String {
        guard let parameter = StepParameter(key: key)?.parameter else { return key.replacing("_", with: " ") }
        return parameter.about + (["1", "share"].contains(parameter.unit) ? "" : ", in \(parameter.unit)")
    }
}

extension SchemaForm {
    var enforcementDefinitions: [(String, JSONText)] {
        let definitions: [(String, JSONText)] = [("case", enforcementCase), ("step", step)]
        return isPart
            ? definitions
            : definitions + Action.allCases.flatMap { [("step_" + $0.rawValue, named($0)), ("action_" + $0.rawValue, keys(of: $0))] }
    }

    private var enforcementCase: JSONText {
        let about = "The steps by name; a step's action is its name unless given."
        let steps =
            isPart
            ? named(about, reference("step"))
            : named(
                about, ["allOf": [reference("step")], "required": ["action"]],
                special: Action.allCases.map { ($0.rawValue, reference("step_" + $0.rawValue)) })
        return object(
            "What one regulator does to one service, or to all of a market's.", required: ["market", "steps"],
            [
                ("title", text("What people call it.")), ("market", nameText("The market of the regulator.")),
                ("service", nameText("The service; all of the market's where absent.")), ("steps", steps),
            ])
    }

    private var step: JSONText {
        let triggers = ["on", StepParameter.days.key, StepParameter.rate.key]
        let reference = StepParameter.usersReference.key
        let actions = Action.allCases.map { action in
            JSONText.object([
                (
                    key: "if",
                    value: ["required": ["action"], "properties": ["action": ["enum": [.string(action.rawValue)]]]] as JSONText
                ),
                (key: "then", value: self.reference("action_" + action.rawValue)),
            ])
        }
        return object(
            "Something the state does, with one trigger: `on`, `days` or `rate_per_year`.",
            [
                ("title", text("What people call it.")),
                ("action", choice("What it does; the step's name where absent.", Action.allCases)),
                ("on", date("The date on which it is taken.")),
                ("after", nameText("The step of this case that it waits for, with `days` or `rate_per_year`; start where absent.")),
            ] + numbers(StepParameter.allCases),
            rules: [
                ["oneOf": .array(triggers.map { ["required": [.string($0)]] })],
                Self.ifThere("on", then: Self.without(["after"])),
                Self.ifThere(reference, then: ["required": [.string(StepParameter.rate.key)]]),
                Self.ifThere(StepParameter.usersExponent.key, then: ["required": [.string(reference)]]),
            ] + actions)
    }

    /// A step that is named after its action.
    private func named(_ action: Action) -> JSONText {
        ["allOf": [reference("step"), ["if": ["required": ["action"]], "else": reference("action_" + action.rawValue)]]]
    }

    private func keys(of action: Action) -> JSONText {
        let own = action.rule.keys.map(\.key)
        var others: [String] = []
        for name in Action.allCases.flatMap(\.rule.keys).map(\.key) where !own.contains(name) && !others.contains(name) {
            others.append(name)
        }
        let required = Self.required(action.rule.keys).map { JSONText.string($0) }
        var schema: JSONText = ["description": .string(action.rule.about)]
        if !required.isEmpty { schema = schema.with(["required": .array(required)]) }
        return schema.with(["properties": .object(others.map { (key: $0, value: false) })])
    }
}

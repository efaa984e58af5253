internal import Numerics

extension SchemaForm {
    /// The definitions of this form, by the names that references give them.
    var definitions: [(key: String, value: JSONText)] {
        let objects: [(String, JSONText)] = [
            ("scenario", scenario), ("solver", solver), ("posterior", posterior), ("parameters", parameters), ("service", service),
            ("platform", platform), ("market", market), ("market_service", marketService), ("adoption", adoption), ("law", law),
            ("retention", retention),
        ]
        return (objects + enforcementDefinitions + uncertainDefinitions).map { (key: name($0.0), value: $0.1) }
    }

    private var scenario: JSONText {
        let about = """
            A file that this one extends, relative to it, or a list of files, applied left to right: objects merge key by key, \
            anything else replaces, null removes a key.
            """
        let files: JSONText = [
            "description": .string(about),
            "type": ["string", "array"], "minLength": 1, "minItems": 1, "items": ["type": "string", "minLength": 1],
        ]
        return object(
            "Services, markets, laws and what regulators do, over a span of time.",
            required: ["format", "start", "end", "services", "markets"],
            [
                ("$schema", text("The schema by which an editor completes and checks the file.")),
                ("format", ["description": "The version of the format.", "enum": isPart ? [1, .null] : [1]]),
                ("title", text("What people call the scenario.")), ("extends", files),
                ("start", plainDate("The first day.")), ("end", plainDate("The last day, after start.")),
                (
                    "output_every",
                    period("Time between the rows of the results: PnD, PnW, PnM or PnY.", units: "DWMY").with(["default": "P1D"])
                ),
                (
                    "observations",
                    fileName(
                        "A CSV file, relative to this one, to compare the run with: market, service, date, measure, value, low, high, source."
                    )
                ),
                ("posterior", reference("posterior")), ("solver", reference("solver")), ("parameters", reference("parameters")),
                (
                    "services",
                    named("The services by name: what is the same in every market.", reference("service"), atLeastOne: true)
                ), ("markets", named("The markets by name.", reference("market"), atLeastOne: true)),
                ("laws", named("Laws that have messages stored, by name.", reference("law"))),
                ("enforcement", named("What regulators do: cases by name.", reference("case"))),
            ])
    }

    private var solver: JSONText {
        object(
            "How the equations are solved; the defaults are right for all but studies of the method.",
            [
                ("method", choice("The Runge–Kutta method.", IntegrationMethod.allCases, default: .rk8pd))
            ] + SolverParameter.allCases.map { plainNumber($0.parameter) })
    }

    private var posterior: JSONText {
        object(
            "Joint draws of parameters, for ensembles.", required: ["file"],
            [("file", fileName("A CSV file, relative to this one, with a column for each parameter and a row for each draw."))])
    }

    private var parameters: JSONText {
        let value: JSONText = [
            "description": "A number, a date or a distribution.", "type": type("number", "string", "object"), "pattern": Self.datePattern,
            "if": ["type": "object"], "then": reference("parameter_distribution"),
        ]
        return named(
            "Numbers, dates and distributions by name, used as {\"parameter\": NAME}: one draw, however often it is used.", value)
    }

    private var service: JSONText {
        object(
            "A service, in whatever markets it has users.",
            [("title", text("What people call it."))] + numbers(ServiceParameter.allCases) + [("platform", reference("platform"))])
    }

    private var platform: JSONText {
        let names = PlatformParameter.conditions.map(\.key)
        let oneOrMore: JSONText = ["anyOf": .array(names.map { ["required": [.string($0)]] })]
        return object(
            "How the platform answers requests, warnings, fines, court orders and blocks.",
            [
                (
                    "policy",
                    choice(
                        "Whether it gives in: refuse, comply, or comply_if its conditions all hold.", Platform.Policy.allCases,
                        default: .refuse
                    )
                ),
                ("answer", choice("What it does where it gives in.", Platform.answers, default: Platform.answers[0])),
            ] + numbers(PlatformParameter.allCases),
            rules: [
                [
                    "if": ["required": ["policy"], "properties": ["policy": ["enum": ["comply_if"]]]], "then": oneOrMore,
                    "else": Self.without(names),
                ]
            ])
    }

    private var market: JSONText {
        object(
            "A country, or whatever a regulator and its people form.", required: Self.required(MarketParameter.allCases) + ["services"],
            [
                ("title", text("What people call it.")), quantity(MarketParameter.onlinePopulation.parameter, "population"),
                number(MarketParameter.economicValue.parameter),
                (
                    "services",
                    named("The services that have users here, by name.", reference("market_service"), atLeastOne: true)
                ),
            ])
    }

    private var marketService: JSONText {
        let share = number(Parameter("SERVICE", .share, .value(0), in: "share", "share of this service's lost users who take that one up"))
        return object(
            "A service in a market: its users at start, how it grows, and what users do when it is shut.",
            required: Self.required(PairParameter.stocks) + ["adoption"],
            numbers(PairParameter.stocks) + [("adoption", reference("adoption"))]
                + numbers(PairParameter.habits) + [
                    ("substitutes", named("Other services of the market that take up lost users, by name.", share.1))
                ])
    }

    private var adoption: JSONText {
        func rule(_ parameter: PairParameter, only curve: AdoptionCurve) -> JSONText {
            let without = Self.without([parameter.key])
            let curves = parameter.isRequired ? [curve] : AdoptionCurve.allCases.filter { $0 != curve }
            let names = JSONText.array(curves.map { .string($0.rawValue) })
            let condition: JSONText = ["if": ["required": ["curve"], "properties": ["curve": ["enum": names]]]]
            return parameter.isRequired
                ? condition.with(["then": ["required": [.string(parameter.key)]], "else": without]) : condition.with(["then": without])
        }
        return object(
            "How people take the service up.", required: Self.required(PairParameter.adoption.filter { $0.curve == nil }),
            [("curve", choice("The form of growth.", AdoptionCurve.allCases, default: .bass))] + numbers(PairParameter.adoption),
            rules: PairParameter.adoption.compactMap { parameter in parameter.curve.map { rule(parameter, only: $0) } })
    }

    private var law: JSONText {
        object(
            "A law that has messages stored.", required: ["market", "in_force"],
            [
                ("title", text("What people call it.")), ("market", nameText("The market in which it holds.")),
                ("in_force", date("When it comes into force.")), ("content_retention", reference("retention")),
                ("metadata_retention", reference("retention")), number(LawParameter.storagePrice.parameter),
            ])
    }

    private var retention: JSONText {
        object(
            "For how long messages must be kept, by who has to keep them.",
            [
                ("organizer", period("By the registered service: PnM or PnY.", units: "MY")),
                ("telecom", period("By carriers: PnM or PnY.", units: "MY")),
            ])
    }
}

internal import EnforcementModel
public import ScenarioFormat
public import Simulation

/// What a run prints: a table of the pairs and a sentence on what enforcement cost.
public struct SummaryText {
    private let scenario: Scenario
    private let index: PairIndex
    private var curves: [Sparkline]

    /// The text of a run of the scenario, which `observe` is to be shown.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        index = PairIndex(scenario)
        let days = scenario.end.dayNumber - scenario.start.dayNumber
        curves = .init(repeating: Sparkline(days: days), count: index.all.count)
    }

    /// Sees a day of the run.
    public mutating func observe(_ record: DayRecord) {
        for i in curves.indices { curves[i].observe(record.pairs[i].activeUsers, day: record.day) }
    }

    /// - Parameters:
    ///   - outcome: what the run left.
    ///   - sparklines: whether the reader's terminal shows block characters.
    public func text(_ outcome: RunOutcome, sparklines: Bool) -> String {
        var rows = [["market", "service", "active at start", "at end", "had it been left alone", "lost at end", "user-days lost"]]
        for (i, summary) in outcome.summaries.enumerated() {
            let market = scenario.markets[index.all[i].market]
            let service = scenario.services[index.all[i].service]
            rows.append([
                Quoting.printable(market.label), Quoting.printable(service.label), Self.grouped(summary.activeUsersAtStart),
                Self.grouped(summary.atEnd.activeUsers), Self.grouped(summary.atEnd.counterfactualActiveUsers),
                summary.shareLostAtEnd.map { Self.percent($0) } ?? "–", Self.grouped(summary.atEnd.userDaysLost),
            ])
        }
        if sparklines {
            rows[0].append("active users over time")
            for i in curves.indices { rows[i + 1].append(curves[i].text) }
        }
        return TextTable.aligned(rows, textColumns: [0, 1, 7]) + "\n" + sentence(outcome) + "\n" + cancelled(outcome)
    }

    /// A line for each compliance that cancelled steps.
    private func cancelled(_ outcome: RunOutcome) -> String {
        CancelledSteps(outcome, index, start: scenario.start).sentences(scenario.resolved).map { Quoting.printable($0) + "\n" }.joined()
    }

    // MARK: the sentence

    private func sentence(_ outcome: RunOutcome) -> String {
        if scenario.cases.isEmpty { return "The scenario has no enforcement, so nothing is lost to it." }
        let costs = scenario.services.indices.compactMap { service -> (size: Double, text: String)? in
            let pairs = index.pairs(ofService: service)
            let lost = pairs.reduce(0) { $0 + outcome.summaries[$1].atEnd.userDaysLost }
            guard abs(lost) >= 1 else { return nil }
            let end = pairs.reduce(0) { $0 + outcome.summaries[$1].atEnd.activeUsers }
            let alone = pairs.reduce(0) { $0 + outcome.summaries[$1].atEnd.counterfactualActiveUsers }
            return (
                abs(lost), Self.cost(of: Quoting.printable(scenario.services[service].label), users: alone - end, of: alone, userDays: lost)
            )
        }
        if costs.isEmpty { return "By \(scenario.end) enforcement has changed the number of users nowhere." }
        // The services that it touches most; the table has them all.
        let told = costs.enumerated().sorted { ($1.element.size, $0.offset) < ($0.element.size, $1.offset) }.prefix(2).map(\.element.text)
        let rest = costs.count - told.count
        return "By \(scenario.end) enforcement has " + told.joined(separator: "; it has ")
            + (rest > 0 ? "; \(rest) other service\(rest == 1 ? "" : "s") it touched less." : ".")
    }

    /// "cost Telegram 3.1 million active users, 6.2 % of what it would have had, and 4.2 billion user-days of use"
    static func cost(of service: String, users: Double, of alone: Double, userDays: Double) -> String {
        let share = alone > 0 ? ", \(percent(abs(users) / alone)) of what it would have had," : ""
        let people = abs(users) < 0.5 ? "no active users in the end" : "\(inWords(abs(users))) active users\(share)"
        if userDays >= 0, users > -0.5 { return "cost \(service) \(people) and \(inWords(userDays)) user-days of use" }
        if userDays < 0, users < 0.5 { return "brought \(service) \(people) and \(inWords(-userDays)) user-days of use" }
        let (end, days) = users >= 0 ? ("cost", "brought") : ("brought", "cost")
        return "\(end) \(service) \(people) and \(days) it \(inWords(abs(userDays))) user-days of use"
    }

    // MARK: numbers for people

    /// Whole numbers with thousands separated by commas.
    static func grouped(_ value: Double) -> String {
        guard abs(value) < 1e15 else { return inWords(value) }
        let digits = Array(String(Int(value.rounded()).magnitude))
        var text = value.rounded() < 0 ? "-" : ""
        for (i, digit) in digits.enumerated() {
            if i > 0, (digits.count - i) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// Three significant digits, thousands separated: `14,200,000`.
    static func rounded(_ value: Double) -> String {
        var unit = 1.0
        while value.magnitude >= 1000 * unit { unit *= 10 }
        return grouped((value / unit).rounded() * unit)
    }

    /// One digit after the point: `12.3 %`.
    static func percent(_ share: Double) -> String { "\(decimal(share * 100, places: 1)) %" }

    /// Three significant digits with the word for thousands' powers: `3.14 million`.
    static func inWords(_ value: Double) -> String {
        for (size, word) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] where value.magnitude >= size * 0.9995 {
            let scaled = value / size
            return decimal(scaled, places: scaled.magnitude >= 99.95 ? 0 : scaled.magnitude >= 9.995 ? 1 : 2) + " " + word
        }
        return grouped(value)
    }

    /// Three significant digits with the letter for thousands' powers: `3.14m`, `671,000`.
    static func short(_ value: Double) -> String {
        let words = inWords(value)
        for (word, letter) in [(" trillion", "tn"), (" billion", "bn"), (" million", "m")] where words.hasSuffix(word) {
            return words.dropLast(word.count) + letter
        }
        return value.magnitude < 1000 ? words : rounded(value)
    }

    private static func decimal(_ value: Double, places: Int) -> String {
        let power = places == 0 ? 1.0 : places == 1 ? 10 : 100
        let units = (value * power).rounded()
        guard units.magnitude < 1e15 else { return String(value) }
        let whole = grouped((units / power).rounded(.towardZero))
        let fraction = String(Int(units.magnitude) % Int(power))
        let sign = units < 0 && !whole.hasPrefix("-") ? "-" : ""
        return places == 0 ? whole : sign + whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
    }
}

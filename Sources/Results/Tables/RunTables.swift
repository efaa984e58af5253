internal import EnforcementModel
internal import ScenarioFormat
internal import Simulation

/// A pair on a day.
struct TimeseriesRow {
    let date: DateText
    let pair: PairIndex.Entry
    let measures: PairMeasures
}

/// A service over all its markets on a day.
struct TotalsRow {
    let date: DateText
    let service: String
    let totals: ServiceTotals
}

/// A step or answer.
struct EventRow {
    let date: DateText
    let pair: PairIndex.Entry
    let event: EnforcementEvent
}

/// A storage duty on a day.
struct RetentionRow {
    let date: DateText
    let pair: PairIndex.Entry
    let law: String
    let storage: StorageRow
}

/// A summary measure of a pair.
struct SummaryRow {
    let pair: PairIndex.Entry
    let measure: PairSummary.Measure
}

/// An observation beside the model.
struct ObservedRow {
    let date: DateText
    let pair: PairIndex.Entry
    let observation: Observation
    /// Nil outside the run.
    let modelled: Double?
}

/// The tables that a run writes, column by column in the order of the files.
public enum RunTables {
    /// The names of all tables that a run may write, in the order of the data package.
    public static let names = ["timeseries", "totals", "retention", "events", "summary", "observed"]

    static var descriptions: [TableDescription] {
        [timeseries.description, totals.description, retention.description, events.description, summary.description, observed.description]
    }

    static let timeseries = Table<TimeseriesRow>(
        name: "timeseries", title: "Every service in every market over time", key: ["date", "market", "service"],
        columns: [
            .date("date", "Date, at 00:00 UTC, after every step up to and including that instant") { $0.date },
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .oneOf("access", "Whether the service can be reached directly") { $0.measures.status.access },
            .oneOf("stage", "How far the state has gone with its demands") { $0.measures.status.stage },
            .oneOf("registry", "Whether the service stands in the state's register") { $0.measures.status.registry },
            .number("online_population", unit: "people", "People online in the market (N)") { $0.measures.onlinePopulation },
            .number("active_users", unit: "people", "Used at least once in the last 30 days (A = D + C)") { $0.measures.activeUsers },
            .number("direct_users", unit: "people", "Active, reaching the service directly (D)") { $0.measures.directUsers },
            .number("circumventing_users", unit: "people", "Active through a VPN, proxy or bridge (C)") { $0.measures.circumventingUsers },
            .number("waiting_users", unit: "people", "Not active, would come back (W)") { $0.measures.waitingUsers },
            .number("left_users", unit: "people", "Settled elsewhere, or left over lost trust (X)") { $0.measures.leftUsers },
            .number("potential_users", unit: "people", "May still join (P)") { $0.measures.potentialUsers },
            .number("counterfactual_active_users", unit: "people", "Active users had there been no enforcement") {
                $0.measures.counterfactualActiveUsers
            },
            .number("new_users_per_day", unit: "people/day", "Newcomers who get in, n (1 - ε + ε ω)") { $0.measures.newUsersPerDay },
            .number("block_effectiveness", unit: "1", "Share of direct access that the block closes (ε)") {
                $0.measures.blockEffectiveness
            },
            .number("tools_working", unit: "1", "Share of circumvention tools that work (v)") { $0.measures.toolsWorking },
            .number("awareness", unit: "1", "What threats and blocks add to the service's draw (S)") { $0.measures.awareness },
            .number("messages_per_day", unit: "messages/day", "Messages sent") { $0.measures.messagesPerDay },
            .number("user_days_lost", unit: "user-days", "Integral since start of counterfactual less active users") {
                $0.measures.userDaysLost
            },
        ])

    static let totals = Table<TotalsRow>(
        name: "totals", title: "Every service over all its markets", key: ["date", "service"],
        columns: [
            .date("date", "Date, at 00:00 UTC, after every step up to and including that instant") { $0.date },
            .name("service", "Service") { $0.service },
            .count("markets_at_risk", unit: "markets", "Markets where the stage is requested or more, or access blocked") {
                $0.totals.marketsAtRisk
            },
            .number("active_users", unit: "people", "Active users over all markets") { $0.totals.activeUsers },
            .number("users_at_risk_share", unit: "1", "Share of active users in markets at risk") { $0.totals.usersAtRiskShare },
            .number("counterfactual_active_users", unit: "people", "Active users had there been no enforcement") {
                $0.totals.counterfactualActiveUsers
            },
            .number("user_days_lost", unit: "user-days", "Integral since start of counterfactual less active users") {
                $0.totals.userDaysLost
            },
        ])

    static let events = Table<EventRow>(
        name: "events", title: "Steps and answers in the order taken", key: [],
        columns: [
            .date("date", "Date of the day in which it falls, UTC") { $0.date },
            .number("days_since_start", unit: "days", "Days since 00:00 of the start, negative before it") { $0.event.time },
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .name("case", "Case") { $0.event.caseName },
            .name("step", "Step; for an answer, the step of the demand") { $0.event.stepName },
            .oneOf("action", "What was done") { $0.event.action },
            .oneOf("cause", "What set it off") { $0.event.cause },
            .oneOf("access", "Access afterwards") { $0.event.status.access },
            .oneOf("stage", "Stage afterwards") { $0.event.status.stage },
            .oneOf("registry", "Registry afterwards") { $0.event.status.registry },
            .optionalNumber("active_users", unit: "people", "Active users at the instant; empty before start") { $0.event.activeUsers },
        ])

    static let retention = Table<RetentionRow>(
        name: "retention", title: "What the law requires to be stored, and what storing has cost",
        key: ["date", "market", "service", "law", "holder"],
        columns: [
            .date("date", "Date, at 00:00 UTC, after every step up to and including that instant") { $0.date },
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .name("law", "Law") { $0.law },
            .oneOf("holder", "Who stores: the registered service (organizer) or carriers (telecom)") { $0.storage.holder },
            .number("content_required_tb", unit: "TB", "Content to be stored, 1 TB = 10^12 bytes") { $0.storage.contentRequiredTB },
            .number("metadata_required_tb", unit: "TB", "Metadata to be stored, 1 TB = 10^12 bytes") { $0.storage.metadataRequiredTB },
            .number("cost_to_date_usd", unit: "USD", "Cost since start of what was stored") { $0.storage.costToDateUSD },
        ])

    static let summary = Table<SummaryRow>(
        name: "summary", title: "Summary measures of every service in every market", key: ["market", "service", "measure"],
        columns: [
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .name("measure", "Measure") { $0.measure.name },
            .optionalNumber("value", unit: nil, "Value in the row's unit; empty where undefined") { $0.measure.value },
            .name("unit", "Unit of the value") { $0.measure.unit },
        ])

    static let observed = Table<ObservedRow>(
        name: "observed", title: "Observations beside the model", key: [],
        columns: [
            .date("date", "Date of the observation") { $0.date },
            .name("market", "Market") { $0.pair.marketName },
            .name("service", "Service") { $0.pair.serviceName },
            .oneOf("measure", "What was observed, in people or as a share of those online") { $0.observation.measure },
            .number("observed", unit: nil, "Observed value") { $0.observation.value },
            .optionalNumber("low", unit: nil, "Lower end of the range given with it") { $0.observation.low },
            .optionalNumber("high", unit: nil, "Upper end of the range given with it") { $0.observation.high },
            .optionalNumber("modelled", unit: nil, "The model's value on that date; empty outside the run") { $0.modelled },
            .optionalNumber("residual", unit: nil, "Observed less modelled") { row in row.modelled.map { row.observation.value - $0 } },
            .text("source", "Source of the observation") { $0.observation.source },
        ])
}

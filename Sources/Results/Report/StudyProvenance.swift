internal import ScenarioFormat

/// Where a study of many members comes from; no time of day, so that the same study gives the same page.
enum StudyProvenance {
    /// `1,000 members (3 of them failed), design random, seed 1`
    static func members(_ results: some RecordedResults) -> String {
        let record = results.record
        let failed = record["failed_members"]?.numberValue ?? 0
        return "\(SummaryText.grouped(record["members"]?.numberValue ?? 0)) members"
            + (failed > 0 ? " (\(SummaryText.grouped(failed)) of them failed)" : "")
            + ", design \(record["design"]?.text ?? "?"), seed \(record["seed"]?.text ?? "?")"
    }

    /// - Parameter members: how many, and how they were chosen.
    static func terms(_ results: some RecordedResults, members: String) -> [(term: String, text: String)] {
        let record = results.record
        var terms = [
            (term: "Program", text: "\(record["program"]?.text ?? "?") \(record["version"]?.text ?? "?")"),
            (term: "Scenario", text: results.name),
            (term: "SHA-256 of the scenario", text: record["scenario_sha256"]?.text ?? "?"), (term: "Members", text: members),
        ]
        if let fingerprint = record["numerics_fingerprint"]?.text { terms.append((term: "Fingerprint of the numerics", text: fingerprint)) }
        return terms + [(term: "To run it again", text: "run.json holds the whole scenario under resolved_scenario")]
    }
}

internal import EnforcementModel
internal import ScenarioFormat

/// Parts of a page that tell of one run.
enum RunSections {
    static func events(_ results: ResultsCurves) -> [[String]] {
        results.steps.map { step in
            let title = results.folder.title(ofStep: step.stepName, in: step.caseName)
            return [
                step.date.description, results.label(market: step.market), results.label(service: step.service),
                step.action.inWords + (title.map { ": \($0)" } ?? ""), cause(step.cause),
                step.activeUsers.map { SummaryText.grouped($0) } ?? "– (before start)",
            ]
        }
    }

    /// What compliance has cancelled, a sentence for each.
    static func cancelled(_ results: ResultsCurves) -> [String] {
        CancelledSteps(recordedIn: results.folder.record).sentences(results.folder.scenario)
    }

    static let eventHeader = ["Date", "Market", "Service", "What was done", "Set off by", "Active users"]

    private static func cause(_ cause: EnforcementEvent.Cause) -> String {
        switch cause {
        case .scheduled: "its date"
        case .delay: "the step before"
        case .hazard: "the hazard"
        case .platform: "the platform's answer"
        }
    }

    /// Tables of assumptions, one for each part of the scenario.
    static func assumptions(_ results: some RecordedResults) -> String {
        // What a case or law is about is no assumption.
        let all = Assumption.all(results.scenario).filter { !["market", "service"].contains($0.path.last) }
        var html = HTMLParts.paragraph(
            "Every number of the scenario as it was run, what it extends included. A source stands where the scenario gives it, "
                + "or is that of the object around the number. Keys hold the unit.")
        let parts: [(key: String?, heading: String)] = [
            ("parameters", "Parameters"), ("services", "Services"), ("markets", "Markets"), ("laws", "Laws"),
            ("enforcement", "Enforcement"),
            (nil, "Settings"),
        ]
        for (key, heading) in parts {
            let rows = all.filter { assumption in
                let first = assumption.path.first
                return key == nil ? !parts.contains { $0.key == first } : first == key
            }
            if rows.isEmpty { continue }
            html += HTMLParts.table(
                heading, header: ["What", "Value", "Source"],
                rows.map { [$0.path.dropFirst(key == nil ? 0 : 1).joined(separator: " / "), $0.value, $0.source] }, style: "assumptions")
        }
        return html
    }

    static let counterfactual =
        HTMLParts.paragraph(
            "The counterfactual is the same scenario with its enforcement taken out: the same users at start, the same growth, churn and "
                + "population, the same value for every uncertain number. It is solved together with the run, by the same steps of the "
                + "integrator, so that the two differ by what enforcement did and by nothing else.")
        + HTMLParts.paragraph(
            "Users lost are the counterfactual's active users less the run's; user-days lost are that, summed over the days. They are "
                + "negative where enforcement brought users. The counterfactual isn't a forecast of a world without the state: what laws "
                + "and threats outside the scenario do is in neither.")

    /// Program, scenario, settings and libraries; no time of day, so that the same run gives the same page.
    static func provenance(_ results: ResultsCurves) -> [(term: String, text: String)] {
        let record = results.folder.record
        func text(_ value: JSONText?) -> String { value.map { QuantityWords.text($0) } ?? "?" }
        let solver = record["solver"]
        var terms = [
            ("Program", "\(text(record["program"])) \(text(record["version"]))"),
            ("Scenario", text(record["scenario"])),
            ("SHA-256 of the scenario", text(record["scenario_sha256"])),
            ("Uncertain numbers", record["draws"]?.text == "median" ? "each at its median" : text(record["draws"])),
            (
                "Solver",
                "\(text(solver?["library"])), \(text(solver?["method"])), relative tolerance \(text(solver?["relative_tolerance"])), "
                    + "absolute \(text(solver?["absolute_tolerance"])) people"
            ),
        ]
        for library in record["libraries"]?.keys ?? [] { terms.append(("Library \(library)", text(record["libraries"]?[library]))) }
        terms.append(("Fingerprint of the numerics", text(record["numerics_fingerprint"])))
        terms.append(("To run it again", "run.json holds the whole scenario under resolved_scenario"))
        return terms.map { (term: $0.0, text: $0.1) }
    }
}

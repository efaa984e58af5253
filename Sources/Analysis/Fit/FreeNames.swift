internal import ScenarioFormat

/// The names of what is to be fitted, checked.
enum FreeNames {
    /// Indices into `Scenario.uncertain`, each once, in the order given.
    static func indices(_ names: [String], in scenario: Scenario) throws(FitFailure) -> [Int] {
        let known = scenario.uncertain.compactMap(\.parameterName)
        var (faults, indices): ([String], [Int]) = ([], [])
        if names.isEmpty { faults.append("name the parameters to fit, such as `--free \(known.first ?? "NAME")`") }
        for name in names {
            guard let index = scenario.uncertain.firstIndex(where: { $0.parameterName == name }) else {
                faults.append(unknown(name, known, scenario))
                continue
            }
            let distribution = scenario.uncertain[index].distribution
            if distribution.ofDates {
                faults.append("\(Quoting.quoted(name)) is a date; fit numbers, and hold it with `--set parameters.\(name)=DATE`")
            } else if distribution.discreteValues != nil {
                faults.append(
                    "\(Quoting.quoted(name)) has a discrete prior, and values between are needed; give it a continuous distribution")
            } else if scenario.posterior?.parameters.contains(index) ?? false {
                faults.append("\(Quoting.quoted(name)) is drawn from the scenario's `posterior`; fit without it, `--set posterior=null`")
            } else if !indices.contains(index) {
                indices.append(index)
            }
        }
        if !faults.isEmpty { throw .names(faults) }
        return indices
    }

    private static func unknown(_ name: String, _ known: [String], _ scenario: Scenario) -> String {
        if case .object(let members) = scenario.resolved,
            case .object(let parameters) = members.first(where: { $0.key == "parameters" })?.value,
            parameters.contains(where: { $0.key == name })
        {
            return "\(Quoting.quoted(name)) is a plain number or date; give it a distribution, which says where it may lie"
        }
        return "\(Quoting.quoted(name)) is no parameter of the scenario" + (known.isEmpty ? "; define it in `parameters`" : "")
            + NearestName.suggestion(for: name, among: known)
    }
}

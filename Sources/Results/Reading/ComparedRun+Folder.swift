internal import ScenarioFormat
public import Analysis

extension ResultsFolder {
    /// The run as a comparison sees it.
    public func compared(as label: String) -> ComparedRun {
        let columns = ["active_users", "counterfactual_active_users", "user_days_lost"].map { timeseries.column($0) ?? 0 }
        return ComparedRun(
            label: label,
            states: timeseries.rows.map { row in
                let values = columns.map { Double(row[$0]) ?? .nan }
                return (
                    Array(row[0..<3]), ComparedState(activeUsers: values[0], counterfactualActiveUsers: values[1], userDaysLost: values[2])
                )
            },
            measures: summary.rows.map { (Array($0[0..<3]) + [$0[4]], Double($0[3])) })
    }
}

internal import Numerics
internal import EnforcementModel
internal import ScenarioFormat
public import Simulation

/// What `ensemble` and `merge` print.
public enum EnsembleText {
    /// - Parameters:
    ///   - run: the ensemble.
    ///   - state: of all members.
    ///   - seconds: how long it took; nil where that says nothing.
    public static func text(_ run: EnsembleRun, _ state: EnsembleState, seconds: Double?) -> String {
        var rows = [["market", "service", "active at end: 5 %", "25 %", "median", "75 %", "95 %"]]
        if let last = state.sketches.last {
            for (p, pair) in run.index.all.enumerated() {
                let m = BandMeasure.allCases.firstIndex(of: .activeUsers) ?? 0
                let histogram = last.measures[p * BandMeasure.allCases.count + m].histogram
                let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map { histogram.quantile($0).map(SummaryText.rounded) ?? "–" }
                rows.append(
                    [
                        Quoting.printable(run.scenario.markets[pair.market].label),
                        Quoting.printable(run.scenario.services[pair.service].label),
                    ] + quantiles)
            }
        }
        let failed = state.failures.isEmpty ? "" : ", \(state.failures.count) failed"
        let rate =
            seconds.map { ", \(SummaryText.grouped($0)) s, \(SummaryText.grouped(Double(state.range.count) / max($0, 1e-9))) a second" }
            ?? ""
        return TextTable.aligned(rows, textColumns: [0, 1])
            + "\n\(SummaryText.grouped(Double(state.range.count))) members\(failed), design \(run.settings.design.rawValue), seed \(run.settings.seed)\(rate)\n"
    }
}

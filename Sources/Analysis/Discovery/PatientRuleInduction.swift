/// The patient rule induction method: boxes that hold ever more cases among their members, peel by peel.
///
/// A peel takes the share `alpha` of the box's members with the lowest or highest values of a quantity: that which gains most
/// density for each member lost. When no peel gains or the box would become too small, pasting gives back what costs no density.
/// Quantiles stand halfway between members. Sources: Friedman and Fisher, Bump hunting in high-dimensional data (Statistics and
/// Computing 9, 1999); the gain for each member lost: Kwakkel and Jaxa-Rozen, Improving scenario discovery for handling
/// heterogeneous uncertainties and multinomial classified outcomes (Environmental Modelling & Software 79, 2016); quasi-p values:
/// Bryant and Lempert, Thinking inside the box (Technological Forecasting and Social Change 77, 2010).
public struct PatientRuleInduction: Sendable {
    /// Share of the box's members that a peel takes, and of those beyond it that a paste gives back.
    private let alpha: Double
    /// The least share of all members that a box holds.
    private let minimumMass: Double
    private let sample: LabelledSample

    /// A search among the members of a sample.
    ///
    /// - Parameters:
    ///   - sample: at least one case and one that is none.
    ///   - alpha: the share of a box that a peel takes, above 0.
    ///   - minimumMass: the least share of all members that a box holds.
    public init(_ sample: LabelledSample, alpha: Double, minimumMass: Double) {
        (self.sample, self.alpha, self.minimumMass) = (sample, alpha, minimumMass)
    }

    /// The boxes in the order found, the first without bounds.
    public func trajectory() -> [DiscoveryBox] {
        var limits = Limits(quantities: sample.quantities)
        var boxes = [box(.start, limits)]
        while let next = peel(limits) {
            limits = next
            boxes.append(box(.peel, limits))
        }
        while let next = paste(limits) {
            limits = next
            boxes.append(box(.paste, limits))
        }
        return boxes
    }

    // MARK: peeling and pasting

    /// The box with one end of one quantity peeled; nil where nothing is gained or too little would be left.
    private func peel(_ limits: Limits) -> Limits? {
        let inside = sample.inside(limits)
        let before = sample.count(inside)
        var best: Candidate?
        for quantity in 0..<sample.quantities {
            let ordered = sample.ordered(by: quantity, inside)
            let values = sample.values(of: quantity, ordered)
            for end in [Limits.End.high, .low] {
                let limit = Self.quantile(values, end == .high ? 1 - alpha : alpha)
                if sample.isExtreme(limit, quantity, end) { continue }
                let count = sample.count(of: quantity, ordered, notBeyond: limit, end)
                consider(limits.with(quantity, end, limit), count, before, &best)
            }
        }
        guard let best, best.gain > 0, Double(best.count.members) / Double(sample.members) >= minimumMass else { return nil }
        return best.limits
    }

    /// The box with one bound moved outwards; nil where no move keeps its density.
    private func paste(_ limits: Limits) -> Limits? {
        let before = sample.count(in: limits)
        var best: Candidate?
        for quantity in limits.restricted {
            for end in [Limits.End.low, .high] {
                guard let limit = limits[quantity, end] else { continue }
                let beyond = sample.inside(limits.with(quantity, end, nil).with(quantity, end.opposite, limit))
                let values = sample.values(of: quantity, sample.ordered(by: quantity, beyond))
                var moved = values.isEmpty ? nil : Self.quantile(values, end == .low ? 1 - alpha : alpha)
                if let value = moved, sample.isExtreme(value, quantity, end) { moved = nil }
                let wider = limits.with(quantity, end, moved)
                consider(wider, sample.count(in: wider), before, &best)
            }
        }
        return best.flatMap { $0.gain > 0 ? $0.limits : nil }
    }

    private struct Candidate {
        let limits: Limits
        let count: LabelledSample.Count
        let gain: Double
    }

    /// Keeps the candidate that gains more density for each member lost or won; of equals the one with fewer restrictions, then the first.
    private func consider(
        _ limits: Limits, _ count: LabelledSample.Count, _ before: LabelledSample.Count, _ best: inout Candidate?
    ) {
        let change = count.density - before.density
        let gain = change == 0 ? 0 : change / Double(abs(count.members - before.members))
        let candidate = Candidate(limits: limits, count: count, gain: gain)
        guard let old = best else {
            best = candidate
            return
        }
        if gain > old.gain || (gain == old.gain && limits.restricted.count < old.limits.restricted.count) { best = candidate }
    }

    /// The point below which about a share of the values lies, halfway between two of them that differ.
    static func quantile(_ sorted: [Double], _ level: Double) -> Double {
        let place = Double(sorted.count - 1) * level
        var (low, high) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
        if level > 0.5 {
            while sorted[low] == sorted[high], low > 0 { low -= 1 }
        } else {
            while sorted[low] == sorted[high], high < sorted.count - 1 { high += 1 }
        }
        return (sorted[low] + sorted[high]) / 2
    }

    // MARK: boxes

    private func box(_ step: DiscoveryBox.Step, _ limits: Limits) -> DiscoveryBox {
        let count = sample.count(in: limits)
        /// The quasi-p value of an end.
        func quasiP(_ quantity: Int, _ end: Limits.End) -> Double? {
            guard limits[quantity, end] != nil else { return nil }
            let without = sample.count(in: limits.with(quantity, end, nil))
            return DiscoveryBox.quasiP(members: count.members, cases: count.cases, chance: without.density)
        }
        return DiscoveryBox(
            step: step,
            bounds: limits.restricted.map {
                DiscoveryBox.Bounds(
                    quantity: $0, low: limits[$0, .low], high: limits[$0, .high], quasiPLow: quasiP($0, .low), quasiPHigh: quasiP($0, .high)
                )
            },
            members: count.members, cases: count.cases, coverage: Double(count.cases) / Double(sample.cases), density: count.density,
            mass: Double(count.members) / Double(sample.members))
    }
}

public import ScenarioFormat

extension Scenario {
    /// The draws in which each uncertain quantity lies at its own level u of probability, more than 0 and less than 1.
    ///
    /// - Parameter levels: in the order of `uncertain`; a posterior's parameters have none, and are taken at their medians.
    public func draws(atLevels levels: [Double]) -> Draws {
        draws {
            uncertain[$0].distribution.quantile(levels[$0])
        } posterior: {
            $0.medians
        }
    }
}

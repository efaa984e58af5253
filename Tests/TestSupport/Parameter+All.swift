public import ScenarioFormat

extension Parameter {
    /// Every number of the format.
    public static var all: [Parameter] {
        func of<Table: ParameterTable>(_: Table.Type) -> [Parameter] { Table.allCases.map(\.parameter) }
        return of(ServiceParameter.self) + of(PlatformParameter.self) + of(MarketParameter.self) + of(PairParameter.self)
            + of(LawParameter.self) + of(StepParameter.self) + of(SolverParameter.self)
    }
}

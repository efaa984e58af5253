import Testing

@testable import EnforcementModel

/// Two pairs and three hazards: six stocks of each pair, two or four of its counterfactual, two integrals of each, and the hazards.
@Suite struct StateLayoutTests {
    private let layout = StateLayout(pairs: 2, hazards: 3, someStartShutOut: true)

    @Test(arguments: [(false, [StateLayout.CounterfactualStock.direct, .left]), (true, StateLayout.CounterfactualStock.allCases)])
    func everyComponentHasAPlaceOfItsOwn(_ someStartShutOut: Bool, _ counterfactual: [StateLayout.CounterfactualStock]) {
        let layout = StateLayout(pairs: 2, hazards: 3, someStartShutOut: someStartShutOut)
        let stocks =
            StateLayout.Compartment.allCases.flatMap { compartment in (0..<2).map { layout.index(compartment, $0) } }
            + counterfactual.flatMap { stock in (0..<2).map { layout.index(counterfactual: stock, $0) } }
        let integrals = (0..<2).map(layout.lost) + (0..<2).map(layout.used)
        #expect(stocks + integrals + (0..<3).map(layout.hazard) == Array(0..<layout.dimension))
    }

    @Test func theActiveAreTheDirectAndBothKindsWhoCircumvent() {
        let stocks: [StateLayout.Compartment] = [.direct, .circumventingBlocked, .circumventingOpen]
        let found = layout.activeStocks(1)
        #expect([found.direct, found.blocked, found.open] == stocks.map { layout.index($0, 1) })
    }

    @Test(arguments: [
        (StateLayout.Compartment.direct, "direct_users"), (.circumventingBlocked, "circumventing_users"),
        (.circumventingOpen, "circumventing_users"), (.waitingBlocked, "waiting_users"), (.waitingOpen, "waiting_users"),
        (.left, "left_users"),
    ])
    func aStockIsNamedAsTheResultsNameIt(_ compartment: StateLayout.Compartment, _ name: String) {
        for pair in 0..<2 { check(layout.index(compartment, pair), pair, name) }
    }

    @Test(arguments: [
        (StateLayout.CounterfactualStock.direct, "direct_users"), (.left, "left_users"), (.circumventing, "circumventing_users"),
        (.waiting, "waiting_users"),
    ])
    func thoseOfTheCounterfactualAreNamedAsSuch(_ stock: StateLayout.CounterfactualStock, _ name: String) {
        for pair in 0..<2 { check(layout.index(counterfactual: stock, pair), pair, "counterfactual " + name) }
    }

    @Test func integralsAreNamedToo() {
        for pair in 0..<2 {
            check(layout.lost(pair), pair, "user_days_lost")
            check(layout.used(pair), pair, "user days")
        }
        for hazard in 0..<3 { check(layout.hazard(hazard), nil, "the integral of a hazard") }
    }

    private func check(_ index: Int, _ pair: Int?, _ name: String) {
        let found = layout.name(of: index)
        #expect(found.pair == pair && found.name == name)
    }
}

public import ScenarioFormat

/// The pairs of a scenario, numbered in file order: markets, and in each its services.
public struct PairIndex: Sendable {
    /// A pair, by its places in the scenario.
    public struct Entry: Sendable {
        /// Index into `Scenario.markets`.
        public let market: Int
        /// Index into the market's services.
        public let place: Int
        /// Index into `Scenario.services`.
        public let service: Int
        /// The market's key in the file.
        public let marketName: String
        /// The service's key in the file.
        public let serviceName: String
    }
    /// By number.
    public let all: [Entry]
    /// Pairs by market.
    public let pairsOfMarket: [[Int]]

    /// Numbers the pairs of a scenario.
    public init(_ scenario: Scenario) {
        var all: [Entry] = []
        var byMarket: [[Int]] = []
        for (m, market) in scenario.markets.enumerated() {
            byMarket.append(Array(all.count..<all.count + market.services.count))
            for (place, service) in market.services.enumerated() {
                all.append(
                    Entry(
                        market: m, place: place, service: service.service, marketName: market.name,
                        serviceName: scenario.services[service.service].name))
            }
        }
        self.all = all
        pairsOfMarket = byMarket
    }

    /// The number of a pair, from its market and its place in that.
    public func pair(_ market: Int, _ place: Int) -> Int { pairsOfMarket[market][place] }

    /// Pairs of a service, in file order of the markets.
    public func pairs(ofService service: Int) -> [Int] { all.indices.filter { all[$0].service == service } }
}

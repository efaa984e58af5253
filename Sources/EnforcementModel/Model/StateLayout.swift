/// Where each component of the integrated state stands: compartment by compartment, so that loops over pairs run through memory in order.
///
/// Every pair is there twice: as it is enforced, and, after those, as it would be without any enforcement. One system holds both, so that
/// their difference is integrated, not subtracted.
public struct StateLayout: Sendable, Equatable {
    /// A stock of people.
    public enum Compartment: Int, CaseIterable, Sendable {
        case direct
        /// Behind the block.
        case circumventingBlocked
        /// Able to connect directly and still using the tool.
        case circumventingOpen
        case waitingBlocked
        case waitingOpen
        case left

        /// As the results call the stock.
        public var stock: String {
            switch self {
            case .direct: "direct_users"
            case .circumventingBlocked, .circumventingOpen: "circumventing_users"
            case .waitingBlocked, .waitingOpen: "waiting_users"
            case .left: "left_users"
            }
        }
    }

    /// A stock of people of the counterfactual, in which nobody is ever behind a block.
    public enum CounterfactualStock: Int, CaseIterable, Sendable {
        case direct
        case left
        /// Of those who do so at start, as nobody begins to.
        case circumventing
        /// Of those who do so at start, as nobody begins to.
        case waiting

        /// The same among the enforced.
        var compartment: Compartment {
            switch self {
            case .direct: .direct
            case .left: .left
            case .circumventing: .circumventingOpen
            case .waiting: .waitingOpen
            }
        }
    }

    /// The number of pairs, n.
    public let pairs: Int
    /// The number of hazards.
    public let hazards: Int
    /// Whether there may be people at start who circumvent or wait; if not, these stocks have no place in the counterfactual.
    public let someStartShutOut: Bool

    private var stocks: Int { Compartment.allCases.count * pairs }
    private var counterfactualStocks: Int { (someStartShutOut ? CounterfactualStock.allCases.count : 2) * pairs }
    private var integrals: Int { stocks + counterfactualStocks }

    /// The number of components.
    public var dimension: Int { integrals + 2 * pairs + hazards }

    func index(_ compartment: Compartment, _ pair: Int) -> Int { compartment.rawValue * pairs + pair }
    /// Those who circumvent or wait have a place only where some do at start.
    func index(counterfactual stock: CounterfactualStock, _ pair: Int) -> Int { stocks + stock.rawValue * pairs + pair }
    /// Where the stocks of active users of a pair stand.
    public func activeStocks(_ pair: Int) -> (direct: Int, blocked: Int, open: Int) {
        (index(.direct, pair), index(.circumventingBlocked, pair), index(.circumventingOpen, pair))
    }
    /// ∫ (counterfactual A − A) dt. Unit: user-days.
    func lost(_ pair: Int) -> Int { integrals + pair }
    /// ∫ A dt. Unit: user-days.
    func used(_ pair: Int) -> Int { integrals + pairs + pair }
    /// The integral of a hazard. Unit: 1.
    func hazard(_ index: Int) -> Int { integrals + 2 * pairs + index }

    /// The stock or integral at an index of the state, as an error names it, and its pair.
    public func name(of index: Int) -> (pair: Int?, name: String) {
        if index < integrals {
            let (rank, pair) = index.quotientAndRemainder(dividingBy: pairs)
            if let compartment = Compartment(rawValue: rank) { return (pair, compartment.stock) }
            let stock = CounterfactualStock(rawValue: rank - Compartment.allCases.count)?.compartment.stock ?? ""
            return (pair, "counterfactual " + stock)
        }
        if index < integrals + pairs { return (index - integrals, "user_days_lost") }
        if index < integrals + 2 * pairs { return (index - integrals - pairs, "user days") }
        return (nil, "the integral of a hazard")
    }
}

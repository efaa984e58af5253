/// Where each component of the integrated state stands: compartment by compartment, so that loops over pairs run through memory in order.
///
/// Every pair is there twice: as it is enforced (pairs 0 ..< n), and, after those, as it would be without any enforcement
/// (pairs n ..< 2n). One system holds both, so that their difference is integrated, not subtracted.
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

    /// The number of pairs, n.
    public let pairs: Int
    /// The number of hazards.
    public let hazards: Int

    var doubled: Int { 2 * pairs }
    /// The number of components.
    public var dimension: Int { Compartment.allCases.count * doubled + 2 * pairs + hazards }

    func index(_ compartment: Compartment, _ pair: Int) -> Int { compartment.rawValue * doubled + pair }
    /// Where the stocks of active users of a pair stand.
    public func activeStocks(_ pair: Int) -> (direct: Int, blocked: Int, open: Int) {
        (index(.direct, pair), index(.circumventingBlocked, pair), index(.circumventingOpen, pair))
    }
    /// ∫ (counterfactual A − A) dt. Unit: user-days.
    func lost(_ pair: Int) -> Int { Compartment.allCases.count * doubled + pair }
    /// ∫ A dt. Unit: user-days.
    func used(_ pair: Int) -> Int { Compartment.allCases.count * doubled + pairs + pair }
    /// The integral of a hazard. Unit: 1.
    func hazard(_ index: Int) -> Int { Compartment.allCases.count * doubled + 2 * pairs + index }

    /// The stock or integral at an index of the state, as an error names it, and its pair.
    public func name(of index: Int) -> (pair: Int?, name: String) {
        let integrals = Compartment.allCases.count * doubled
        if index < integrals {
            let stock = Compartment(rawValue: index / doubled)?.stock ?? ""
            let pair = index % doubled
            return pair < pairs ? (pair, stock) : (pair - pairs, "counterfactual " + stock)
        }
        if index < integrals + pairs { return (index - integrals, "user_days_lost") }
        if index < integrals + 2 * pairs { return (index - integrals - pairs, "user days") }
        return (nil, "the integral of a hazard")
    }
}

public import ScenarioFormat

/// What one holder must store of a service's traffic under a law on a date, and what that has cost so far.
public struct StorageRow: Sendable, Equatable {
    /// Who stores: the registered service or the carriers.
    public enum Holder: String, CaseIterable, Sendable {
        case organizer, telecom
    }
    /// Its number in `PairIndex`.
    public let pair: Int
    /// Index into `Scenario.laws`.
    public let law: Int
    /// Who stores.
    public let holder: Holder
    /// Unit: terabytes of 10¹² bytes.
    public var contentRequiredTB = 0.0
    /// Unit: terabytes of 10¹² bytes.
    public var metadataRequiredTB = 0.0
    /// Unit: US dollars.
    public var costToDateUSD = 0.0
}

/// Keeps the storage duties of one member, day by day (docs/model.md, 7.8).
public struct StorageLedger {
    private struct Duty {
        let contentWindow: CalendarPeriod?
        let metadataWindow: CalendarPeriod?
        let bytesPerMessage: (content: Double, metadata: Double)
        /// Unit: US dollars per terabyte and day.
        let pricePerTBDay: Double
        /// t₀, in days from start; nil before the duty.
        var since: Double?
        /// G(t₀).
        var messagesBefore = 0.0
    }

    private let start: CalendarDate
    private let messagesPerUserPerDay: [Double]
    /// When each law comes into force, in days from start.
    private let inForce: [Double]
    private var duties: [Duty]
    /// Whether there is any duty to keep.
    public var isEmpty: Bool { rows.isEmpty }

    /// The newest row of each duty: by pair, law and holder.
    public private(set) var rows: [StorageRow]
    /// The pairs that have rows, each once.
    private let pairs: [Int]
    /// ∫ A dt of each pair on every whole day so far; empty where no law applies.
    private var userDays: [[Double]]

    /// The duties of a member at start, with their rows.
    public init(_ structure: ModelStructure, _ draws: Draws) {
        let (scenario, index) = (structure.scenario, structure.pairs)
        start = scenario.start
        messagesPerUserPerDay = index.all.map { draws[scenario.services[$0.service][.messages]] }
        inForce = scenario.laws.map { draws[$0.inForce] - Double(scenario.start.dayNumber) }
        duties = []
        rows = []
        userDays = .init(repeating: [], count: index.all.count)
        for (pair, entry) in index.all.enumerated() {
            for (l, law) in scenario.laws.enumerated() where law.market == entry.market {
                for holder in StorageRow.Holder.allCases {
                    let isOrganizer = holder == .organizer
                    let content = isOrganizer ? law.contentRetention.organizer : law.contentRetention.telecom
                    let metadata = isOrganizer ? law.metadataRetention.organizer : law.metadataRetention.telecom
                    guard content != nil || metadata != nil else { continue }
                    let service = scenario.services[entry.service]
                    rows.append(StorageRow(pair: pair, law: l, holder: holder))
                    duties.append(
                        Duty(
                            contentWindow: content, metadataWindow: metadata,
                            bytesPerMessage: (draws[service[.contentBytes]], draws[service[.metadataBytes]]),
                            pricePerTBDay: draws[law[.storagePrice]] * 12 / Time.daysPerYear))
                }
            }
        }
        pairs = index.all.indices.filter { [rows] pair in rows.contains { $0.pair == pair } }
    }

    /// The next instant after `time` at which a law comes into force, so that a run can land on it.
    public func nextLanding(after time: Double) -> Double { inForce.reduce(.infinity) { $1 > time ? min($0, $1) : $0 } }

    /// Notes which duties have begun, after all that was due at `time` has been taken.
    ///
    /// - Parameters:
    ///   - time: now, in days from start.
    ///   - status: the statuses of a pair now.
    ///   - userDays: ∫ A dt of a pair from start to `time`.
    public mutating func land(at time: Double, status: (Int) -> PairStatus, userDays: (Int) -> Double) {
        for i in duties.indices where duties[i].since == nil {
            let row = rows[i]
            guard inForce[row.law] <= time, row.holder == .telecom || status(row.pair).registry >= .registered else { continue }
            duties[i].since = time
            duties[i].messagesBefore = messagesPerUserPerDay[row.pair] * userDays(row.pair)
        }
    }

    /// Brings every row to a whole day; to be called for each in turn, from 0.
    ///
    /// - Parameters:
    ///   - day: days from start.
    ///   - status: the statuses of a pair on the day.
    ///   - now: ∫ A dt of a pair from start to the day.
    public mutating func close(day: Int, status: (Int) -> PairStatus, userDays now: (Int) -> Double) {
        for pair in pairs { userDays[pair].append(now(pair)) }
        for i in rows.indices {
            let row = rows[i]
            let duty = duties[i]
            guard let since = duty.since, Double(day) >= since else { continue }
            rows[i].contentRequiredTB = required(duty.bytesPerMessage.content, duty.contentWindow, duty, row.pair, day)
            rows[i].metadataRequiredTB = required(duty.bytesPerMessage.metadata, duty.metadataWindow, duty, row.pair, day)
            if day > 0, row.holder == .telecom || status(row.pair).registry == .complied {
                rows[i].costToDateUSD += (rows[i].contentRequiredTB + rows[i].metadataRequiredTB) * duty.pricePerTBDay
            }
        }
    }

    /// The cost so far of all that is stored of a pair; nil where no law asks anything of anyone.
    public func cost(ofPair pair: Int) -> Double? {
        let costs = rows.filter { $0.pair == pair }.map(\.costToDateUSD)
        return costs.isEmpty ? nil : costs.reduce(0, +)
    }

    /// Terabytes sent in the window up to a day, none from before the duty.
    private func required(_ bytes: Double, _ window: CalendarPeriod?, _ duty: Duty, _ pair: Int, _ day: Int) -> Double {
        guard let window, let since = duty.since else { return 0 }
        let opens = window.date(after: start.adding(days: day), times: -1).dayNumber - start.dayNumber
        let sent = messagesPerUserPerDay[pair] * userDays[pair][day]
        let before = Double(opens) > since ? messagesPerUserPerDay[pair] * userDays[pair][opens] : duty.messagesBefore
        return max(0, bytes * (sent - before)) / 1e12
    }
}

internal import EnforcementModel
internal import Numerics

/// The values and statuses of a block of members: for each day of output, pair and measure the members side by side, in packs of eight.
///
/// Unchecked: `EnsembleRun` lets each task write packs of its own, and none reads before all are written.
@safe final class MemberBlock: @unchecked Sendable {
    typealias Pack = SIMD8<Double>

    /// Larger values have no square in a double.
    private static let largest = 1e150
    private static let measures = 14
    /// In place, as an array would be retained for every value.
    private let order: InlineArray<14, BandMeasure>

    /// How many packs of members there is room for.
    let packs: Int
    private let pairs: Int
    private let values: PackMatrix
    private let statuses: UnsafeMutableBufferPointer<SIMD8<UInt8>>

    init(packs: Int, days: Int, pairs: Int) {
        precondition(BandMeasure.allCases.count == Self.measures)
        order = InlineArray { BandMeasure.allCases[$0] }
        self.packs = packs
        self.pairs = pairs
        values = PackMatrix(rows: days * pairs * Self.measures, columns: packs)
        unsafe statuses = .allocate(capacity: days * pairs * packs)
        unsafe statuses.initialize(repeating: .zero)
    }

    deinit {
        values.deallocate()
        unsafe statuses.deallocate()
    }

    /// Writes what a pack shows, and tells in which lanes a value is larger than bands can hold or isn't a number.
    @inline(__always)
    func write(_ record: PackRecord, pack: Int) -> SIMDMask<SIMD8<Int64>> {
        let row = record.output * pairs + record.pair
        unsafe statuses[row * packs + pack] = record.statuses
        var tooLarge = SIMDMask<SIMD8<Int64>>(repeating: false)
        for m in 0..<Self.measures {
            let value = order[m].value(of: record.figures)
            tooLarge = tooLarge .| .!(value.magnitudes .< Pack(repeating: Self.largest))
            values[row * Self.measures + m, pack] = value
        }
        return tooLarge
    }

    /// Writes what one member shows.
    func write(_ pair: PairMeasures, output: Int, pair place: Int, pack: Int, lane: Int) -> Bool {
        let row = output * pairs + place
        unsafe statuses[row * packs + pack][lane] = pair.status.code
        var isTooLarge = false
        for m in 0..<Self.measures {
            let value = order[m].value(of: pair.figures)
            if !(value.magnitude < Self.largest) { isTooLarge = true }
            values[row * Self.measures + m, pack][lane] = value
        }
        return isTooLarge
    }

    /// Takes the values of another block of the same shape from a pack's.
    func subtract(_ other: MemberBlock, pack: Int, outputs: Int) {
        for row in 0..<outputs * pairs * Self.measures { values[row, pack] -= other.values[row, pack] }
    }

    /// The values of all packs on a day of output.
    ///
    /// - Parameter place: that of pair and measure.
    func withValues(output: Int, place: Int, _ body: (Span<Pack>) -> Void) {
        values.withRow(output * pairs * Self.measures + place, body)
    }

    /// The codes of the statuses of a pack on a day of output.
    func statuses(output: Int, pair: Int, pack: Int) -> SIMD8<UInt8> { unsafe statuses[(output * pairs + pair) * packs + pack] }
}

/// The members of a block that count: those that were asked for and could be computed.
struct PresentMembers: Sendable {
    /// Packs one after another of which all do.
    let wholePacks: Range<Int>
    /// The rest of them, pack and lane.
    let others: [(pack: Int, lane: Int)]

    /// - Parameter isIn: by place in the block.
    init(_ isIn: [Bool]) {
        let perPack = EnsembleMembers.perPack
        func isWhole(_ pack: Int) -> Bool { isIn[pack * perPack..<(pack + 1) * perPack].allSatisfy { $0 } }
        let packs = 0..<isIn.count / perPack
        let first = packs.first(where: isWhole) ?? packs.endIndex
        let end = (first..<packs.endIndex).first { !isWhole($0) } ?? packs.endIndex
        wholePacks = first..<end
        others = isIn.indices.filter { isIn[$0] && !(first..<end).contains($0 / perPack) }.map { ($0 / perPack, $0 % perPack) }
    }
}

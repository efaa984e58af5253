internal import EnforcementModel
internal import Numerics

/// What packs of members show on a stretch of days of output: for each day, pair and measure the values of the members side by side.
@safe final class StretchBuffer {
    typealias Pack = SIMD8<Double>

    private static let measures = 14
    /// In place, as an array would be retained for every value.
    private let order: InlineArray<14, BandMeasure>

    /// How many packs there is room for.
    private let packs: Int
    private let pairs: Int
    private let values: PackMatrix
    private let statuses: UnsafeMutableBufferPointer<SIMD8<UInt8>>

    init(packs: Int, days: Int, pairs: Int) {
        precondition(BandMeasure.allCases.count == Self.measures)
        order = InlineArray { BandMeasure.allCases[$0] }
        self.packs = packs
        self.pairs = pairs
        // An odd number of columns: rows a power of two apart would share few places of the processor's cache.
        values = PackMatrix(rows: days * pairs * Self.measures, columns: packs | 1)
        unsafe statuses = .allocate(capacity: days * pairs * packs)
        unsafe statuses.initialize(repeating: .zero)
    }

    deinit {
        values.deallocate()
        unsafe statuses.deallocate()
    }

    /// Bytes that a day of one pack takes.
    static func daySize(pairs: Int) -> Int { pairs * (measures * MemoryLayout<Pack>.size + MemoryLayout<SIMD8<UInt8>>.size) }

    /// Writes what a pack shows of a pair, and tells in which lanes a value is larger than bands can hold or isn't a number.
    @inline(__always)
    func write(_ figures: PairFigures<Pack>, _ codes: SIMD8<UInt8>, day: Int, pair: Int, pack: Int) -> SIMDMask<SIMD8<Int64>> {
        let row = day * pairs + pair
        unsafe statuses[row * packs + pack] = codes
        var isTooLarge = SIMDMask<SIMD8<Int64>>(repeating: false)
        for m in 0..<Self.measures {
            let value = order[m].value(of: figures)
            isTooLarge = isTooLarge .| .!(value.magnitudes .< Pack(repeating: MeasureSketch.largest))
            values[row * Self.measures + m, pack] = value
        }
        return isTooLarge
    }

    /// Writes what one member shows of a pair, and tells whether a value is larger than bands can hold or isn't a number.
    func write(_ measures: PairMeasures, day: Int, pair: Int, pack: Int, lane: Int) -> Bool {
        let row = day * pairs + pair
        unsafe statuses[row * packs + pack][lane] = measures.status.code
        var isTooLarge = false
        for m in 0..<Self.measures {
            let value = order[m].value(of: measures.figures)
            if !(value.magnitude < MeasureSketch.largest) { isTooLarge = true }
            values[row * Self.measures + m, pack][lane] = value
        }
        return isTooLarge
    }

    /// Takes the values of another buffer of the same shape from these.
    func subtract(_ other: StretchBuffer, days: Int) {
        for row in 0..<days * pairs * Self.measures {
            for pack in 0..<packs { values[row, pack] -= other.values[row, pack] }
        }
    }

    /// The values of all packs on a day.
    ///
    /// - Parameter place: that of pair and measure.
    func withValues(day: Int, place: Int, _ body: (Span<Pack>) -> Void) {
        values.withRow(day * pairs * Self.measures + place) { body($0.extracting(0..<packs)) }
    }

    /// The least and the greatest value on a day.
    func range(_ present: PresentMembers, day: Int, place: Int) -> ValueRange {
        var range = ValueRange()
        withValues(day: day, place: place) { packs in
            range = ValueRange(packs.extracting(present.wholePacks))
            for (pack, lane) in present.others { range.widen(packs[pack][lane]) }
        }
        return range
    }

    /// The codes of the statuses of a pack on a day.
    func statuses(day: Int, pair: Int, pack: Int) -> SIMD8<UInt8> { unsafe statuses[(day * pairs + pair) * packs + pack] }

    /// How many members have each code of statuses on a day.
    func statusCounts(_ present: PresentMembers, day: Int, pair: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: PairStatus.codes)
        for pack in present.wholePacks {
            let codes = statuses(day: day, pair: pair, pack: pack)
            if codes == SIMD8(repeating: codes[0]) {
                counts[Int(codes[0])] += EnsembleMembers.perPack
            } else {
                for lane in 0..<EnsembleMembers.perPack { counts[Int(codes[lane])] += 1 }
            }
        }
        for (pack, lane) in present.others { counts[Int(statuses(day: day, pair: pair, pack: pack)[lane])] += 1 }
        return counts
    }
}

/// Which members of a group of packs count: those that were asked for and could be computed.
struct PresentMembers: Sendable {
    /// Packs one after another of which all do.
    let wholePacks: Range<Int>
    /// The rest of them, pack and lane.
    let others: [(pack: Int, lane: Int)]

    /// - Parameter isIn: by place in the group.
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

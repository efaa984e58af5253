/// Counts by bin, kept octave by octave for those in which there are some.
///
/// An octave takes the same memory from its first value on, so that memory follows the range of the values and hardly their number.
/// Counts are kept in 16 bits; what exceeds these is kept apart, as few bins have so many.
struct BinCounts: Sendable, Equatable {
    /// Bins of an octave: those of one exponent.
    private static let width = 256

    /// The numbers of the octaves in use, rising; a bin's is its own over `width`.
    private var numbers: [Int32] = []
    /// The lower 16 bits of all counts, octave after octave.
    private var low: [UInt16] = []
    /// The rest of those that have one, by bin, rising.
    private var high: [Rest] = []
    private(set) var total: UInt64 = 0

    private struct Rest: Equatable {
        let bin: Int32
        var count: UInt32
    }

    init() {}

    mutating func add(_ bin: Int, _ count: UInt64 = 1) {
        let place = octave(Int32(bin / Self.width)) * Self.width + bin % Self.width
        let sum = UInt64(low[place]) + count
        low[place] = UInt16(truncatingIfNeeded: sum)
        if sum > UInt64(UInt16.max) { carry(Int32(bin), UInt32(sum >> 16)) }
        total += count
    }

    /// Counts many values at once, all of them positive.
    ///
    /// - Parameters:
    ///   - shift: the bits of a double that don't tell bins apart.
    ///   - first, last: the least and the greatest of their bins.
    mutating func add(_ packs: Span<SIMD8<Double>>, shift: UInt64, from first: Int, through last: Int) {
        let (number, span) = (Int32(first / Self.width), last / Self.width - first / Self.width)
        // Octaves that nothing may be in are not made for it.
        guard let place = numbers.firstIndex(of: number), place + span < numbers.count, numbers[place + span] == number + Int32(span)
        else {
            for i in packs.indices {
                for lane in 0..<SIMD8<Double>.scalarCount { add(Int(packs[i][lane].bitPattern >> shift)) }
            }
            return
        }
        let base = (Int(numbers[place]) - place) * Self.width
        var full: [Int] = []
        unsafe low.withUnsafeMutableBufferPointer { low in
            for i in packs.indices {
                let bins = unsafe unsafeBitCast(packs[i], to: SIMD8<UInt64>.self) &>> SIMD8<UInt64>(repeating: shift)
                for lane in 0..<SIMD8<UInt64>.scalarCount {
                    let place = Int(truncatingIfNeeded: bins[lane]) - base
                    unsafe low[place] &+= 1
                    if unsafe low[place] == 0 { full.append(place + base) }
                }
            }
        }
        for bin in full { carry(Int32(bin), 1) }
        total += UInt64(packs.count * SIMD8<Double>.scalarCount)
    }

    mutating func add(_ other: BinCounts) {
        other.forEach {
            add($0, $1)
            return true
        }
    }

    /// The place of an octave, which is made where there is none.
    private mutating func octave(_ number: Int32) -> Int {
        // Mostly the octaves follow one another without gaps.
        if let first = numbers.first, number >= first, Int(number - first) < numbers.count, numbers[Int(number - first)] == number {
            return Int(number - first)
        }
        let place = numbers.firstIndex { $0 >= number } ?? numbers.count
        if place < numbers.count, numbers[place] == number { return place }
        numbers = Self.inserting([number], into: numbers, at: place)
        low = Self.inserting([UInt16](repeating: 0, count: Self.width), into: low, at: place * Self.width)
        return place
    }

    /// Takes no more memory than it needs; `insert` would double it.
    private static func inserting<Element>(_ new: [Element], into old: [Element], at place: Int) -> [Element] {
        var all: [Element] = []
        all.reserveCapacity(old.count + new.count)
        all += old[..<place]
        all += new
        all += old[place...]
        return all
    }

    private mutating func carry(_ bin: Int32, _ count: UInt32) {
        let place = high.firstIndex { $0.bin >= bin } ?? high.count
        if place < high.count, high[place].bin == bin {
            high[place].count += count
        } else {
            high.insert(Rest(bin: bin, count: count), at: place)
        }
    }

    /// Every bin in use with its count, rising, as long as `body` wants more.
    private func forEach(while body: (_ bin: Int, _ count: UInt64) -> Bool) {
        var rest = high[...]
        for place in low.indices {
            let bin = Int(numbers[place / Self.width]) * Self.width + place % Self.width
            var count = UInt64(low[place])
            if let first = rest.first, Int(first.bin) == bin {
                count += UInt64(first.count) << 16
                rest.removeFirst()
            }
            if count > 0, !body(bin, count) { return }
        }
    }

    /// The bin of the rank-th smallest, from 1, and how far into it that is if those in it are spread evenly.
    func place(ofRank rank: UInt64) -> (bin: Int, part: Double) {
        if high.isEmpty { return placeAmongLow(ofRank: rank) }
        var left = rank
        var found = (bin: 0, part: 1.0)
        forEach { bin, count in
            found.bin = bin
            if left > count {
                left -= count
                return true
            }
            found.part = (Double(left) - 0.5) / Double(count)
            return false
        }
        return found
    }

    /// The same where all counts fit into 16 bits: octaves before that of the rank are only added up.
    private func placeAmongLow(ofRank rank: UInt64) -> (bin: Int, part: Double) {
        var left = rank
        for octave in numbers.indices {
            let places = octave * Self.width..<(octave + 1) * Self.width
            var sum: UInt32 = 0
            for place in places { sum &+= UInt32(low[place]) }
            if left > UInt64(sum) {
                left -= UInt64(sum)
                continue
            }
            for place in places where low[place] > 0 {
                let count = UInt64(low[place])
                if left <= count {
                    return (Int(numbers[octave]) * Self.width + place % Self.width, (Double(left) - 0.5) / Double(count))
                }
                left -= count
            }
        }
        return (0, 1)
    }

    // MARK: in bytes

    func write(to writer: inout ByteWriter) {
        var pairs: [(bin: Int, count: UInt64)] = []
        forEach {
            pairs.append(($0, $1))
            return true
        }
        writer.write(UInt64(pairs.count))
        // Steps from bin to bin are short, and most counts small.
        var last = 0
        for (bin, count) in pairs {
            writer.write(UInt64(bin - last))
            writer.write(count)
            last = bin
        }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        self.init()
        var bin: UInt64 = 0
        for _ in 0..<(try reader.readCount()) {
            let (step, count) = (try reader.readUInt64(), try reader.readUInt64())
            guard step > 0, step < 1 << 20, count <= UInt64(UInt32.max) else { throw MalformedBytes() }
            bin += step
            guard bin < 1 << 20 else { throw MalformedBytes() }
            add(Int(bin), count)
        }
    }
}

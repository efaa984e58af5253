internal import CProcessor

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

    /// - Parameter count: how many; negative to take some back.
    mutating func add(_ bin: Int, _ count: Int = 1) {
        let place = octave(Int32(bin / Self.width)) * Self.width + bin % Self.width
        let sum = Int(low[place]) + count
        low[place] = UInt16(truncatingIfNeeded: sum)
        if sum >> 16 != 0 { carry(Int32(bin), sum >> 16) }
        total = UInt64(Int(total) + count)
    }

    /// Counts many values at once, all of them positive.
    ///
    /// - Parameters:
    ///   - values: their bits.
    ///   - shift: those of the bits that don't tell bins apart.
    ///   - first, last: no bin is outside of these.
    mutating func add(_ values: UnsafeBufferPointer<UInt64>, shift: UInt64, from first: Int, through last: Int) {
        let octaves = first / Self.width..<last / Self.width + 1
        guard octaves.count <= Self.mostOctaves else {
            for i in values.indices { unsafe add(Int(values[i] &>> shift)) }
            return
        }
        unsafe makeOctaves(of: values, shift: shift, octaves)
        unsafe count(values, shift: shift, octaves)
    }

    /// As many octaves as `add` can count side by side.
    private static let mostOctaves = 64

    /// Makes those of the octaves that are lacking and have values in them, all in one.
    private mutating func makeOctaves(of values: UnsafeBufferPointer<UInt64>, shift: UInt64, _ octaves: Range<Int>) {
        if octaves.allSatisfy({ place(ofOctave: Int32($0)) != nil }) { return }
        var isUsed: UInt64 = 0
        for i in values.indices { unsafe isUsed |= 1 &<< (values[i] &>> shift / UInt64(Self.width) &- UInt64(octaves.lowerBound)) }
        insert(octaves.filter { isUsed >> ($0 - octaves.lowerBound) & 1 == 1 && place(ofOctave: Int32($0)) == nil })
    }

    private mutating func count(_ values: UnsafeBufferPointer<UInt64>, shift: UInt64, _ octaves: Range<Int>) {
        if let first = numbers.first, let last = numbers.last, Int(last - first) == numbers.count - 1 {
            let start = UInt64(first) * UInt64(Self.width)
            return unsafe tally(values, shift: shift) { Int(truncatingIfNeeded: $0 &- start) }
        }
        // What to add to a bin of an octave for its place.
        var offsets = InlineArray<64, Int>(repeating: 0)
        for octave in octaves {
            offsets[octave - octaves.lowerBound] = ((place(ofOctave: Int32(octave)) ?? 0) - octave) * Self.width
        }
        let lowest = UInt64(octaves.lowerBound)
        unsafe tally(values, shift: shift) { bin in
            Int(truncatingIfNeeded: bin) &+ offsets[Int(truncatingIfNeeded: bin / UInt64(Self.width) &- lowest) & (Self.mostOctaves - 1)]
        }
    }

    /// Number by number: a shift and a count each, which taking vectors apart would double.
    @inline(__always)
    private mutating func tally(_ values: UnsafeBufferPointer<UInt64>, shift: UInt64, _ place: (UInt64) -> Int) {
        var full: [UInt64] = []
        unsafe low.withUnsafeMutableBufferPointer { low in
            for i in values.indices {
                let bin = unsafe values[i] &>> shift
                let place = place(bin)
                unsafe low[place] &+= 1
                if unsafe low[place] == 0 { full.append(bin) }
            }
        }
        for bin in full { carry(Int32(bin), 1) }
        total += UInt64(values.count)
    }

    /// Asks for the memory of the bins from one to another, so that it is at hand when these are counted.
    func prefetch(from first: Int, through last: Int) {
        guard let lowest = numbers.first.map({ Int($0) * Self.width }) else { return }
        let (start, end) = (max(first - lowest, 0), min(last - lowest, low.count - 1))
        unsafe low.withUnsafeBytes { low in
            let bytes = MemoryLayout<UInt16>.stride
            // A line of the processor's cache at a time.
            for place in stride(from: start * bytes, through: end * bytes, by: 64) {
                unsafe weir_prefetch(low.baseAddress?.advanced(by: place))
            }
        }
    }

    mutating func add(_ other: BinCounts) {
        other.forEach {
            add($0, Int($1))
            return true
        }
    }

    /// The place of an octave; nil where there is none.
    private func place(ofOctave number: Int32) -> Int? {
        // Mostly the octaves follow one another without gaps.
        if let first = numbers.first, number >= first, Int(number - first) < numbers.count, numbers[Int(number - first)] == number {
            return Int(number - first)
        }
        return numbers.firstIndex(of: number)
    }

    /// The place of an octave, which is made where there is none.
    private mutating func octave(_ number: Int32) -> Int {
        if let place = place(ofOctave: number) { return place }
        insert([Int(number)])
        return numbers.firstIndex(of: number) ?? 0
    }

    /// Makes octaves, given rising, of which there are none yet. Takes no more memory than it needs; an array's `insert` would double it.
    private mutating func insert(_ new: [Int]) {
        guard !new.isEmpty else { return }
        let (oldNumbers, oldLow) = (numbers, low)
        numbers = (oldNumbers + new.map(Int32.init)).sorted()
        low = unsafe .init(unsafeUninitializedCapacity: numbers.count * Self.width) { room, count in
            unsafe room.initialize(repeating: 0)
            count = numbers.count * Self.width
            var next = 0
            for (place, number) in numbers.enumerated() where next < oldNumbers.count && oldNumbers[next] == number {
                for i in 0..<Self.width { unsafe room[place * Self.width + i] = oldLow[next * Self.width + i] }
                next += 1
            }
        }
    }

    private mutating func carry(_ bin: Int32, _ count: Int) {
        let place = high.firstIndex { $0.bin >= bin } ?? high.count
        if place < high.count, high[place].bin == bin {
            high[place].count = UInt32(Int(high[place].count) + count)
            if high[place].count == 0 { high.remove(at: place) }
        } else {
            high.insert(Rest(bin: bin, count: UInt32(count)), at: place)
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
            guard step > 0, step < 1 << 20, count > 0, count <= UInt64(UInt32.max) else { throw MalformedBytes() }
            bin += step
            guard bin < 1 << 20 else { throw MalformedBytes() }
            add(Int(bin), Int(count))
        }
    }
}

/// Counts by bin, kept octave by octave for those in which there are some.
///
/// An octave with few bins in use lists them, so that the long thin tails of a distribution, which grow with the number of values,
/// take little memory; one with many has a count for each.
struct BinCounts: Sendable, Equatable {
    /// Bins of an octave: those of one exponent.
    private static let width = 256
    /// An octave with more bins in use has a count for each of its bins.
    private static let mostListed = 32

    private struct Octave: Equatable {
        /// The bins in use, rising; empty where all have a count.
        var bins: [UInt8] = []
        /// Of those bins, or of all.
        var counts: [UInt32] = []

        mutating func add(_ bin: UInt8, _ count: UInt32) {
            if counts.count == width {
                counts[Int(bin)] += count
                return
            }
            let place = bins.firstIndex { $0 >= bin } ?? bins.count
            if place < bins.count, bins[place] == bin {
                counts[place] += count
            } else {
                bins.insert(bin, at: place)
                counts.insert(count, at: place)
                if bins.count > mostListed { spread() }
            }
        }

        private mutating func spread() {
            var all = [UInt32](repeating: 0, count: width)
            for (bin, count) in zip(bins, counts) { all[Int(bin)] = count }
            (bins, counts) = ([], all)
        }

        func bin(at place: Int) -> Int { bins.isEmpty ? place : Int(bins[place]) }
    }

    /// The numbers of the octaves in use, rising; a bin's is its own over `width`.
    private var numbers: [Int32] = []
    private var octaves: [Octave] = []
    private(set) var total: UInt64 = 0

    init() {}

    mutating func add(_ bin: Int, _ count: UInt32 = 1) {
        let number = Int32(bin / Self.width)
        let place = numbers.firstIndex { $0 >= number } ?? numbers.count
        if place == numbers.count || numbers[place] != number {
            numbers.insert(number, at: place)
            octaves.insert(Octave(), at: place)
        }
        octaves[place].add(UInt8(truncatingIfNeeded: bin % Self.width), count)
        total += UInt64(count)
    }

    mutating func add(_ other: BinCounts) {
        other.forEach { add($0, $1) }
    }

    /// Every bin in use with its count, rising.
    private func forEach(_ body: (_ bin: Int, _ count: UInt32) -> Void) {
        for (number, octave) in zip(numbers, octaves) {
            for place in octave.counts.indices where octave.counts[place] > 0 {
                body(Int(number) * Self.width + octave.bin(at: place), octave.counts[place])
            }
        }
    }

    /// The bin of the rank-th smallest, from 1, and how far into it that is if those in it are spread evenly.
    func place(ofRank rank: UInt64) -> (bin: Int, part: Double) {
        var left = rank
        var last = 0
        for (number, octave) in zip(numbers, octaves) {
            for place in octave.counts.indices where octave.counts[place] > 0 {
                let count = UInt64(octave.counts[place])
                last = Int(number) * Self.width + octave.bin(at: place)
                if left <= count { return (last, (Double(left) - 0.5) / Double(count)) }
                left -= count
            }
        }
        return (last, 1)
    }

    // MARK: in bytes

    func write(to writer: inout ByteWriter) {
        var pairs: [(bin: Int, count: UInt32)] = []
        forEach { pairs.append(($0, $1)) }
        writer.write(UInt64(pairs.count))
        // Steps from bin to bin are short, and most counts small.
        var last = 0
        for (bin, count) in pairs {
            writer.write(UInt64(bin - last))
            writer.write(UInt64(count))
            last = bin
        }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        self.init()
        var bin: UInt64 = 0
        for _ in 0..<(try reader.readCount()) {
            let (step, count) = (try reader.readUInt64(), UInt32(exactly: try reader.readUInt64()))
            guard let count, step < 1 << 20 else { throw MalformedBytes() }
            bin += step
            guard bin < 1 << 20 else { throw MalformedBytes() }
            add(Int(bin), count)
        }
    }
}

/// Changes files at random, in ways that depend on the seed alone.
struct Mutator {
    private static let words =
        [
            "1e999", "-0", "{", "]", "null", "\"", ",", "\\u", "\r\n", "99999999999999999999", "9999-12-31", "1e-320", "\u{202E}",
            "e\u{301}",
        ].map { Array($0.utf8) } + [[0xFF], [0], [0x80, 0x80, 0x80]]

    /// Of the generator SplitMix64. Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators (2014).
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func below(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(max(count, 1)))
    }

    private mutating func part(of bytes: [UInt8]) -> Range<Int> {
        let start = below(bytes.count + 1)
        return start..<min(bytes.count, start + [0, 1, 2, 4, 30][below(5)])
    }

    /// One of the seeds with some of its bytes changed, dropped, doubled, moved, or put in place of others.
    mutating func mutant(of seeds: [[UInt8]]) -> [UInt8] {
        var bytes = seeds[below(seeds.count)]
        for _ in 0..<[1, 1, 2, 5, 20][below(5)] {
            let place = part(of: bytes)
            switch below(6) {
            case 0: bytes.replaceSubrange(place, with: place.map { _ in UInt8(below(256)) })
            case 1: bytes.removeSubrange(place)
            case 2: bytes.insert(contentsOf: bytes[place], at: place.lowerBound)
            case 3: bytes.replaceSubrange(place, with: Self.words[below(Self.words.count)])
            case 4: bytes.insert(contentsOf: bytes[part(of: bytes)], at: place.lowerBound)
            default:
                let other = seeds[below(seeds.count)]
                bytes.replaceSubrange(place, with: other[part(of: other)])
            }
        }
        return below(20) == 0 ? Array(bytes.prefix(below(bytes.count))) : bytes
    }
}

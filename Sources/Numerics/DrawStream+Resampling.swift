extension DrawStream {
    /// How often each of `weights.count` elements is drawn by a resample with replacement, as weights that add up to their number.
    ///
    /// - Parameters:
    ///   - resample: its number, from 0, below 2³².
    ///   - weights: replaced; up to 2³² of them. An element's chance is off by less than their number times 2⁻³².
    public func resample(_ resample: Int, into weights: inout [Double]) {
        let count = weights.count
        for i in weights.indices { weights[i] = 0 }
        for first in stride(from: 0, to: count, by: 4) {
            let words = words(first, salt: UInt32(truncatingIfNeeded: resample), .resample)
            weights[Self.element(words.0, of: count)] += 1
            if first + 1 < count { weights[Self.element(words.1, of: count)] += 1 }
            if first + 2 < count { weights[Self.element(words.2, of: count)] += 1 }
            if first + 3 < count { weights[Self.element(words.3, of: count)] += 1 }
        }
    }

    private static func element(_ word: UInt32, of count: Int) -> Int { Int((UInt64(word) &* UInt64(count)) >> 32) }
}

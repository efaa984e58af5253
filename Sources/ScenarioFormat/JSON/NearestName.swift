/// The suggestion behind an unknown name.
public enum NearestName {
    /// Among more names than this none is looked for.
    private static let limit = 1000
    /// Longer names are slips, and would fill a screen. Unit: characters.
    private static let longest = 192

    /// `; did you mean …?` for the nearest of `names`, or the names themselves where few, or nothing.
    public static func suggestion(for name: String, among names: [String]) -> String {
        if let nearest = nearest(to: name, among: names) { return "; did you mean `\(Quoting.printable(nearest))`?" }
        if names.isEmpty || names.count > 12 { return "" }
        return "; allowed: " + names.map { "`\(Quoting.printable(String($0.prefix(longest))))`" }.joined(separator: ", ")
    }

    /// The first of the names with the smallest edit distance, where that is at most a third of the shorter length; or else the
    /// first of which one begins with the other.
    public static func nearest(to name: String, among names: [String]) -> String? {
        guard name.utf8.count <= 128, names.count <= limit else { return nil }
        let lower = name.lowercased()
        var best: (name: String, distance: Int)?
        for candidate in names {
            let shorter = min(name.utf8.count, candidate.utf8.count)
            guard abs(name.utf8.count - candidate.utf8.count) <= max(1, shorter / 3) else { continue }
            let distance = editDistance(Array(lower.utf8), Array(candidate.utf8))
            if distance <= max(1, shorter / 3), distance < shorter, best.map({ distance < $0.distance }) ?? true {
                best = (candidate, distance)
            }
        }
        return best?.name
            ?? names.first { (3...longest).contains($0.count) && lower.count >= 3 && ($0.hasPrefix(lower) || lower.hasPrefix($0)) }
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
    private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { rows[i][0] = i }
        for j in 0...b.count { rows[0][j] = j }
        for i in 1..<(a.count + 1) {
            for j in 1..<(b.count + 1) {
                let substituted = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var least = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, substituted)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { least = min(least, rows[i - 2][j - 2] + 1) }
                rows[i][j] = least
            }
        }
        return rows[a.count][b.count]
    }
}

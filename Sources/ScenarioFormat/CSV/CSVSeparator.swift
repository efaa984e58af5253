/// What stands between the cells of a row.
enum CSVSeparator: UInt8, CaseIterable, CustomStringConvertible {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09

    /// That of the header line, the first with any text: the one that it has most of outside quotes.
    init(of bytes: [UInt8], skipsComments: Bool) {
        var counts: [CSVSeparator: Int] = [:]
        var isQuoted = false
        var hasText = false
        var isComment = false
        for byte in bytes {
            if !isQuoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if hasText { break }
                (counts, isComment) = ([:], false)
            } else if isComment {
                continue
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted, let separator = CSVSeparator(rawValue: byte) {
                counts[separator, default: 0] += 1
            } else if byte == UInt8(ascii: "#"), skipsComments, !isQuoted, !hasText, counts.isEmpty {
                isComment = true
            } else if byte != UInt8(ascii: " ") {
                hasText = true
            }
        }
        func count(_ separator: CSVSeparator) -> Int { counts[separator] ?? 0 }
        self = Self.allCases.reduce(.comma) { count($1) > count($0) ? $1 : $0 }
    }

    var description: String {
        switch self {
        case .comma: "comma"
        case .semicolon: "semicolon"
        case .tab: "tab"
        }
    }
}

/// A table as RFC 4180 has it, every cell in quotes.
enum CSVText {
    static func bytes(_ records: [[String]]) -> [UInt8] {
        let lines = records.map { $0.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n" }
        return Array(lines.joined().utf8)
    }
}

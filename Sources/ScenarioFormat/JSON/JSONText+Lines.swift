extension JSONText {
    /// Indented by two spaces, whatever fits into `width` characters on one line, a line feed at the end.
    func lines(width: Int) -> [UInt8] { Array((broken(width, indent: 0) + "\n").utf8) }

    private func broken(_ width: Int, indent: Int) -> String {
        let whole = onOneLine
        if whole.count + indent <= width { return whole }
        let margin = "\n" + String(repeating: " ", count: indent)
        switch self {
        case .array(let items):
            return "[" + items.map { margin + "  " + $0.broken(width, indent: indent + 2) }.joined(separator: ",") + margin + "]"
        case .object(let members):
            let lines = members.map { margin + "  \(Quoting.json($0.key)): " + $0.value.broken(width, indent: indent + 2) }
            return "{" + lines.joined(separator: ",") + margin + "}"
        default: return whole
        }
    }

    private var onOneLine: String {
        switch self {
        case .array(let items): "[" + items.map(\.onOneLine).joined(separator: ", ") + "]"
        case .object(let members): "{" + members.map { "\(Quoting.json($0.key)): \($0.value.onOneLine)" }.joined(separator: ", ") + "}"
        default: String(decoding: compact, as: UTF8.self)
        }
    }
}

internal import Numerics

/// A JSON value to be written; the order of an object's keys is kept.
public indirect enum JSONText: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONText])
    case object([(key: String, value: JSONText)])

    /// Whether it is `null`.
    public var isNull: Bool { if case .null = self { true } else { false } }

    /// On one line, without spaces.
    public var compact: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: nil)
        return bytes
    }

    /// Indented by two spaces, lists of plain values on one line, a line feed at the end.
    public var pretty: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: 0)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    static func appendString(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes.append(contentsOf: "\\\"".utf8)
            case "\\": bytes.append(contentsOf: "\\\\".utf8)
            case "\n": bytes.append(contentsOf: "\\n".utf8)
            case "\r": bytes.append(contentsOf: "\\r".utf8)
            case "\t": bytes.append(contentsOf: "\\t".utf8)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            default: bytes.append(contentsOf: String(scalar).utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private var isPlain: Bool {
        switch self {
        case .array(let items): items.allSatisfy { if case .object = $0 { false } else { $0.isPlain } }
        case .object: false
        default: true
        }
    }

    private func write(to bytes: inout [UInt8], indent: Int?) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let value): ShortestDecimal.append(value, to: &bytes)
        case .string(let text): Self.appendString(text, to: &bytes)
        case .array(let items):
            let inner = isPlain ? nil : indent
            let spaced = isPlain && indent != nil
            bytes.append(UInt8(ascii: "["))
            for (i, item) in items.enumerated() {
                if i > 0 { bytes.append(contentsOf: (spaced ? ", " : ",").utf8) }
                Self.newLine(inner.map { $0 + 1 }, to: &bytes)
                item.write(to: &bytes, indent: inner.map { $0 + 1 })
            }
            if !items.isEmpty { Self.newLine(inner, to: &bytes) }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (i, member) in members.enumerated() {
                if i > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.newLine(indent.map { $0 + 1 }, to: &bytes)
                Self.appendString(member.key, to: &bytes)
                bytes.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
                member.value.write(to: &bytes, indent: indent.map { $0 + 1 })
            }
            if !members.isEmpty { Self.newLine(indent, to: &bytes) }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func newLine(_ indent: Int?, to bytes: inout [UInt8]) {
        guard let indent else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent))
    }
}

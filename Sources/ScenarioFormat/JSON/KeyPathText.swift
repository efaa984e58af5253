/// The path of keys that leads to a value.
struct KeyPathText: Equatable, CustomStringConvertible {
    private enum Part: Equatable {
        case key(String)
        case index(Int)
    }
    private var parts: [Part] = []

    static let root = KeyPathText()

    func key(_ name: String) -> KeyPathText { appending(.key(name)) }
    func index(_ index: Int) -> KeyPathText { appending(.index(index)) }

    /// Whether the value is the one at the other path, or in it.
    func isInside(_ other: KeyPathText) -> Bool { parts.starts(with: other.parts) }

    private func appending(_ part: Part) -> KeyPathText {
        var longer = self
        longer.parts.append(part)
        return longer
    }

    /// As faults print it: `$.markets.russia`, `$.extends[0]`, `$["odd key"]`.
    var description: String {
        parts.reduce(into: "$") { text, part in
            switch part {
            case .key(let name) where KeyPathText.isPlain(name): text += "." + name
            case .key(let name): text += "[" + Quoting.printable(Quoting.json(name.count > 80 ? name.prefix(80) + "…" : name)) + "]"
            case .index(let index): text += "[\(index)]"
            }
        }
    }

    /// As draws and `members.csv` name it: keys joined by `/`.
    var joinedBySlashes: String {
        parts.map { part in
            switch part {
            case .key(let name): name
            case .index(let index): String(index)
            }
        }.joined(separator: "/")
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 80
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

/// A strict reader of JSON (RFC 8259) that keeps the place of every key and value.
///
/// Duplicate keys, numbers beyond a double and broken escapes are collected; the first fault of syntax ends the reading.
struct JSONReader {
    /// Deeper nesting than this is refused; a scenario needs about ten.
    static let depthLimit = 64

    /// Ends the reading.
    struct SyntaxFault: Error {
        let offset: Int
        let message: String
    }

    let bytes: [UInt8]
    let file: Int
    let faults: FaultCollector
    private let what: String
    var at = 0
    private var depth = 0

    /// The value in `bytes`, or nil where its syntax is broken; faults go to `faults`.
    ///
    /// - Parameters:
    ///   - path: where the value will stand.
    ///   - what: what the bytes are, for a fault at their end.
    static func read(_ bytes: [UInt8], file: Int, path: KeyPathText = .root, faults: FaultCollector, what: String = "file") -> JSONNode? {
        var reader = JSONReader(bytes: bytes, file: file, faults: faults, what: what)
        do throws(SyntaxFault) {
            try reader.checkEncoding()
            reader.skipSpace()
            let node = try reader.value(path)
            reader.skipSpace()
            if reader.at < bytes.count { throw reader.unexpected("the end of the file after the value") }
            return node
        } catch {
            faults.add(SourcePlace(file: file, offset: error.offset), nil, error.message)
            return nil
        }
    }

    /// Whether a text is what JSON has for a number.
    static func isNumber(_ text: String) -> Bool {
        let faults = FaultCollector(SourceFiles())
        if case .number? = read(Array(text.utf8), file: faults.files.add("", Array(text.utf8)), faults: faults)?.content { return true }
        return false
    }

    private init(bytes: [UInt8], file: Int, faults: FaultCollector, what: String) {
        self.what = what
        self.bytes = bytes
        self.file = file
        self.faults = faults
    }

    private func checkEncoding() throws(SyntaxFault) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw SyntaxFault(offset: 0, message: "the file begins with a byte order mark; save it as UTF-8 without one")
        }
        if String(validating: bytes, as: UTF8.self) == nil {
            throw SyntaxFault(offset: firstInvalidByte(), message: "the file is not UTF-8 here; save it as UTF-8")
        }
        if bytes.allSatisfy({ Self.isSpace($0) }) {
            throw SyntaxFault(offset: 0, message: "the file is empty; `simulate init NAME` writes a scenario to start from")
        }
    }

    private func firstInvalidByte() -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
        return offset
    }

    // MARK: values

    private mutating func value(_ path: KeyPathText) throws(SyntaxFault) -> JSONNode {
        let start = at
        guard at < bytes.count else { throw unexpected("a value") }
        let content: JSONNode.Content
        switch bytes[at] {
        case UInt8(ascii: "{"): content = .object(try nested { reader throws(SyntaxFault) in try reader.object(path) })
        case UInt8(ascii: "["): content = .array(try nested { reader throws(SyntaxFault) in try reader.array(path) })
        case UInt8(ascii: "\""): content = .string(try string(path))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = try number(path)
        case UInt8(ascii: "t") where take("true"): content = .bool(true)
        case UInt8(ascii: "f") where take("false"): content = .bool(false)
        case UInt8(ascii: "n") where take("null"): content = .null
        default: throw unexpected("a value")
        }
        return JSONNode(place: SourcePlace(file: file, offset: start), content: content)
    }

    private mutating func nested<T>(_ body: (inout JSONReader) throws(SyntaxFault) -> T) throws(SyntaxFault) -> T {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.depthLimit {
            throw SyntaxFault(offset: at, message: "nested deeper than \(Self.depthLimit) levels; a scenario needs about ten")
        }
        return try body(&self)
    }

    private mutating func object(_ path: KeyPathText) throws(SyntaxFault) -> [JSONMember] {
        var members: [JSONMember] = []
        var seen: [String: SourcePlace] = [:]
        at += 1
        skipSpace()
        if takeByte("}") { return [] }
        while true {
            let place = SourcePlace(file: file, offset: at)
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
            let key = try string(path)
            skipSpace()
            guard takeByte(":") else { throw unexpected("`:` after the key \(Quoting.quoted(key))") }
            skipSpace()
            let value = try value(path.key(key))
            if let first = seen[key] {
                let (line, column) = faults.files.lineAndColumn(of: first)
                faults.add(place, path.key(key), "the key stands here a second time, first at line \(line), column \(column); keep one")
            } else {
                seen[key] = place
                members.append(JSONMember(key: key, keyPlace: place, value: value))
            }
            skipSpace()
            if takeByte("}") { return members }
            try separator(in: "object", end: "}")
        }
    }

    private mutating func array(_ path: KeyPathText) throws(SyntaxFault) -> [JSONNode] {
        var items: [JSONNode] = []
        at += 1
        skipSpace()
        if takeByte("]") { return [] }
        while true {
            items.append(try value(path.index(items.count)))
            skipSpace()
            if takeByte("]") { return items }
            try separator(in: "list", end: "]")
        }
    }

    private mutating func separator(in what: String, end: Unicode.Scalar) throws(SyntaxFault) {
        let comma = at
        guard takeByte(",") else { throw unexpected("`,` or `\(end)` in the \(what)") }
        skipSpace()
        if at < bytes.count, bytes[at] == UInt8(ascii: end) {
            throw SyntaxFault(offset: comma, message: "a comma before `\(end)`; remove it")
        }
    }

    private mutating func number(_ path: KeyPathText) throws(SyntaxFault) -> JSONNode.Content {
        let start = at
        _ = takeByte("-")
        if takeByte("0") {
            if at < bytes.count, Self.isDigit(bytes[at]) {
                throw SyntaxFault(offset: start, message: "a number can't begin with 0; remove the leading zero")
            }
        } else {
            try digits("a digit")
        }
        if takeByte(".") { try digits("a digit after the decimal point") }
        if takeByte("e") || takeByte("E") {
            if !takeByte("+") { _ = takeByte("-") }
            try digits("a digit of the exponent")
        }
        if at < bytes.count, !Self.endsToken(bytes[at]) {
            let found = String(decoding: token(from: start), as: UTF8.self)
            throw SyntaxFault(
                offset: start,
                message: "\(Quoting.quoted(found)) is no number; write it in decimal digits, and text and dates in double quotes")
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        let significand = text.prefix { $0 != "e" && $0 != "E" }
        guard let value = Double(text), value.isFinite, value != 0 || !significand.contains(where: { "123456789".contains($0) }) else {
            faults.add(
                SourcePlace(file: file, offset: start), path,
                "\(Quoting.quoted(text)) is beyond the range of a double, 2.2e-308 to 1.8e308")
            return .invalid
        }
        return .number(value + 0)  // −0 becomes 0
    }

    private mutating func digits(_ expected: String) throws(SyntaxFault) {
        guard at < bytes.count, Self.isDigit(bytes[at]) else { throw unexpected(expected) }
        while at < bytes.count, Self.isDigit(bytes[at]) { at += 1 }
    }

    // MARK: bytes

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private mutating func skipSpace() {
        while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
    }

    private mutating func takeByte(_ scalar: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: scalar) else { return false }
        at += 1
        return true
    }

    private mutating func take(_ word: String) -> Bool {
        guard bytes[at...].starts(with: word.utf8) else { return false }
        at += word.utf8.count
        return true
    }

    /// A fault that says what was expected and what is there instead.
    func unexpected(_ expected: String) -> SyntaxFault {
        guard at < bytes.count else { return SyntaxFault(offset: bytes.count, message: "expected \(expected), but the \(what) ends") }
        switch bytes[at] {
        case UInt8(ascii: "/"), UInt8(ascii: "#"):
            return SyntaxFault(offset: at, message: "JSON has no comments; put the text in a `note`")
        case UInt8(ascii: "'"):
            return SyntaxFault(offset: at, message: "expected \(expected); texts stand in double quotes, not single ones")
        default: break
        }
        let word = token(from: at)
        let found = String(decoding: word.isEmpty ? bytes[at...at] : word, as: UTF8.self)
        var hint = ""
        if ["NaN", "Infinity", "+Infinity", "-Infinity", "nan", "inf"].contains(found) { hint = "; JSON has only finite numbers" }
        if let first = found.utf8.first, Self.isDigit(first), expected.hasPrefix("a key") { hint = "; numbers have no thousands separator" }
        if expected == "a value", let sign = ["+", "."].first(where: found.hasPrefix), let second = found.utf8.dropFirst().first,
            Self.isDigit(second)
        {
            let way = sign == "+" ? "remove it" : "write `0\(Quoting.printable(String(found.prefix(20))))`"
            return SyntaxFault(offset: at, message: "a number can't begin with `\(sign)`; \(way)")
        }
        return SyntaxFault(offset: at, message: "expected \(expected), found \(Quoting.quoted(found))\(hint)")
    }

    /// The bytes up to the next space, comma, colon or bracket, 240 at most.
    private func token(from start: Int) -> ArraySlice<UInt8> { bytes[start...].prefix { !Self.endsToken($0) }.prefix(240) }

    private static func endsToken(_ byte: UInt8) -> Bool {
        isSpace(byte) || [UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte)
    }
}

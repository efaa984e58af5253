extension JSONReader {
    /// The text whose opening quote stands here, its escapes resolved.
    mutating func string(_ path: KeyPathText) throws(SyntaxFault) -> String {
        let start = at
        at += 1
        var text: [UInt8] = []
        while true {
            guard at < bytes.count else { throw SyntaxFault(offset: start, message: "the text that begins here has no closing quote") }
            switch bytes[at] {
            case UInt8(ascii: "\""):
                at += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(path, into: &text)
            case 0..<0x20:
                throw SyntaxFault(
                    offset: at,
                    message: "a line break or control character inside a text; write it as an escape such as `\\n`, or close the quote")
            default:
                text.append(bytes[at])
                at += 1
            }
        }
    }

    private mutating func escape(_ path: KeyPathText, into text: inout [UInt8]) throws(SyntaxFault) {
        let start = at
        at += 1
        guard at < bytes.count else { throw unexpected("an escape") }
        let letter = bytes[at]
        at += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexUnit(start)
            if unit & 0xFC00 == 0xD800, bytes[at...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
                let before = at
                at += 2
                let low = try hexUnit(before)
                if low & 0xFC00 == 0xDC00 {
                    unit = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
                } else {
                    at = before
                }
            }
            if let scalar = Unicode.Scalar(unit) {
                text.append(contentsOf: String(scalar).utf8)
            } else {
                faults.add(
                    SourcePlace(file: file, offset: start), path,
                    "half a surrogate pair is no character; write both halves or the character itself")
                text.append(contentsOf: "\u{FFFD}".utf8)
            }
        default:
            throw SyntaxFault(offset: start, message: "there is no such escape in JSON; write `\\\\` for a backslash")
        }
    }

    private mutating func hexUnit(_ start: Int) throws(SyntaxFault) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard at < bytes.count, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue, bytes[at] < 0x80 else {
                throw SyntaxFault(offset: start, message: "`\\u` needs four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
            at += 1
        }
        return unit
    }
}

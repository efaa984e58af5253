/// The shortest decimal text that reads back to the same double: `2000000`, `0.1`, `1e-07`.
public enum ShortestDecimal {
    /// Appends the text of a finite value; −0 is written as 0, whole numbers have no fraction.
    public static func append(_ value: Double, to bytes: inout [UInt8]) {
        let whole = Int(exactly: value)
        if let whole, whole.magnitude < 1 << 53 {
            append(whole, to: &bytes)
            return
        }
        var text = value.description
        text.withUTF8 { utf8 in
            var count = utf8.count
            if count > 2, unsafe utf8[count - 2] == UInt8(ascii: "."), unsafe utf8[count - 1] == UInt8(ascii: "0") { count -= 2 }
            for i in 0..<count where unsafe utf8[i] != UInt8(ascii: "+") { unsafe bytes.append(utf8[i]) }
        }
    }

    /// Appends the digits of a whole number.
    public static func append(_ value: Int, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let first = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[first...].reverse()
    }

    /// The text of a finite value.
    public static func text(_ value: Double) -> String {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text of a finite value to three significant digits or a thousandth: `17.5`, `1.23e-7`.
    public static func rounded(_ value: Double) -> String {
        guard value > 0, value.isFinite else { return text(value) }
        var digits = value
        var exponent = 0
        while digits >= 10 { (digits, exponent) = (digits / 10, exponent + 1) }
        while digits < 1 { (digits, exponent) = (digits * 10, exponent - 1) }
        if (-3...5).contains(exponent) { return text((value * 1000).rounded() / 1000) }
        digits = (digits * 100).rounded() / 100
        return digits < 10 ? "\(text(digits))e\(exponent)" : "1e\(exponent + 1)"
    }
}

internal import Glibc

/// Names the elementary functions of the machine: two machines with different fingerprints may differ in last digits.
///
/// The C library picks variants of exp, log and pow by processor, and these differ in the last bit.
public enum NumericsFingerprint {
    /// SHA-256 over the bits of exp, log and pow at 1,024 fixed arguments.
    public static func current() -> String {
        var bytes: [UInt8] = []
        for i in 1...1024 {
            // Arguments spread over (0, 40) by the golden ratio's fractional part, exact in binary64.
            let x = 40 * (Double(i) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
            for value in [exp(-x), log(x), pow(x, 0.37)] {
                for shift in stride(from: 0, to: 64, by: 8) {
                    bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
                }
            }
        }
        return SHA256.hexDigest(of: bytes)
    }
}

/// The rule for names of markets, services, parameters, laws, cases and steps.
public enum ScenarioName {
    /// Whether the text matches `[a-z][a-z0-9_]{0,63}`.
    public static func isValid(_ text: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard let first = text.utf8.first, letters.contains(first), text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy {
            letters.contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
        }
    }
}

/// Where a value stands: a file of the scenario and an offset in it.
public struct SourcePlace: Sendable, Equatable, Comparable {
    /// Index into the `SourceFiles` of the reading.
    let file: Int
    /// Offset in bytes from the start of the file.
    let offset: Int

    public static func < (a: SourcePlace, b: SourcePlace) -> Bool { (a.file, a.offset) < (b.file, b.offset) }
}

/// The texts that one reading has opened, by which a place becomes line and column.
final class SourceFiles {
    private(set) var names: [String] = []
    private var texts: [[UInt8]] = []

    /// Adds a text under the name that faults call it by, and returns its index.
    func add(_ name: String, _ text: [UInt8]) -> Int {
        names.append(name)
        texts.append(text)
        return names.count - 1
    }

    /// Line and column of a place, both from 1; columns count Unicode characters, not bytes.
    func lineAndColumn(of place: SourcePlace) -> (line: Int, column: Int) {
        let before = texts[place.file].prefix(place.offset)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        // Continuation bytes of UTF-8 are 10xxxxxx.
        let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
        return (line, column)
    }
}

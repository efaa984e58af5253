/// Where a value stands: a file of the scenario and an offset in it.
public struct SourcePlace: Sendable, Equatable, Comparable {
    /// Index into the `SourceFiles` of the reading.
    let file: Int
    /// Offset in bytes from the start of the file.
    let offset: Int

    /// By file in the order opened, then by place in the file.
    public static func < (a: SourcePlace, b: SourcePlace) -> Bool { (a.file, a.offset) < (b.file, b.offset) }
}

/// The texts that one reading has opened, by which a place becomes line and column.
final class SourceFiles {
    private struct File {
        let text: [UInt8]
        let isTyped: Bool
        /// The place asked for last, from which the next one in the file is found.
        var last = (offset: 0, line: 1, column: 1)
    }
    private(set) var names: [String] = []
    private var files: [File] = []

    /// Adds a text under the name that faults call it by, and returns its index.
    ///
    /// - Parameter isTyped: whether it is an argument of the command line, and no file.
    func add(_ name: String, _ text: [UInt8], isTyped: Bool = false) -> Int {
        names.append(name)
        files.append(File(text: text, isTyped: isTyped))
        return names.count - 1
    }

    func isTyped(_ file: Int) -> Bool { files[file].isTyped }

    /// Line and column of a place, both from 1; columns count Unicode characters, not bytes.
    ///
    /// Quick where places are asked for in rising order: thousands of faults don't read a large file thousands of times.
    func lineAndColumn(of place: SourcePlace) -> (line: Int, column: Int) {
        var at = files[place.file].last
        if place.offset < at.offset { at = (0, 1, 1) }
        let text = files[place.file].text
        for index in at.offset..<min(place.offset, text.count) {
            let byte = text[index]
            // Lines end in LF, CRLF or CR.
            if byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r") && (index + 1 == text.count || text[index + 1] != UInt8(ascii: "\n"))
            {
                (at.line, at.column) = (at.line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                // Continuation bytes of UTF-8 are 10xxxxxx.
                at.column += 1
            }
        }
        at.offset = place.offset
        files[place.file].last = at
        return (at.line, at.column)
    }
}

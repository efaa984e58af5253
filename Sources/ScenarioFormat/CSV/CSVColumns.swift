/// The columns of a user's file, by names without spaces around them and in small letters.
struct CSVColumns {
    /// A column that has a name, or something in it.
    struct Column {
        let index: Int
        let name: String
    }

    let all: [Column]

    /// Leaves out what programs add: columns without a name and text, as of a spreadsheet, and the numbers of rows, in front and without
    /// a name (R, pandas).
    init(_ file: CSVFile) {
        all = file.header.enumerated().compactMap { index, text in
            let name = text.trimmingSpaces().lowercased()
            func holds(_ isSo: (String) -> Bool) -> Bool { file.rows.allSatisfy { index >= $0.count || isSo($0[index]) } }
            if name.isEmpty, holds(\.isEmpty) { return nil }
            if index == 0, Self.namesOfRowNumbers.contains(name), !file.rows.isEmpty, holds({ Int($0) != nil }) { return nil }
            return Column(index: index, name: name)
        }
    }

    /// The last two are what pandas and readr make of none.
    private static let namesOfRowNumbers: Set<String> = ["", "unnamed: 0", "...1"]

    /// The indices of columns by name, with a fault for each that stands twice.
    func indices(_ faults: inout CSVFaults) -> [String: Int] {
        var indices: [String: Int] = [:]
        for column in all {
            if indices[column.name] != nil {
                faults.add(row: -1, column: column.index, "the column stands here a second time; remove one")
            } else {
                indices[column.name] = column.index
            }
        }
        return indices
    }
}

extension String {
    /// Without spaces in front and behind, those among them that don't break lines.
    func trimmingSpaces() -> String {
        // Quick for the many cells without any.
        if let first = utf8.first, let last = utf8.last, 0x21...0x7F ~= first, 0x21...0x7F ~= last { return self }
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { [" ", "\t", "\u{A0}", "\u{202F}"].contains(scalar) }
        let start = unicodeScalars.drop(while: isSpace)
        guard let end = start.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(start[...end])
    }
}

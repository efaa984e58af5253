import ScenarioFormat

/// Every fault is told, in words that can be read, and where it has a place that is one of the input.
enum FaultPromises {
    /// Longer lines than that are read by nobody.
    private static let longest = 20_000

    static func keep(_ failure: InputFailure, of bytes: [UInt8]) throws(BrokenPromise) {
        let faults =
            switch failure {
            case .unreadable(let fault), .noMemory(let fault): [fault]
            case .faulty(let faults): faults
            }
        try promise(!faults.isEmpty, "a failure without a fault")
        // Lines end in LF, CRLF or CR.
        var lines: [[UInt8]] = [[]]
        for (index, byte) in bytes.enumerated() {
            let isEnd =
                byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r") && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"))
            if isEnd { lines.append([]) } else { lines[lines.count - 1].append(byte) }
        }
        for fault in faults {
            let text = "\(fault)"
            try promise(!fault.message.isEmpty && text.utf8.count < longest, "a fault that nobody can read: \(text.prefix(200))")
            try promise(Quoting.printable(text) == text, "a control character in \(text)")
            guard let line = fault.line, let column = fault.column else {
                let isOfAll = fault.path != nil || fault.message.contains("more faults follow")
                try promise(isOfAll, "a fault without a place: \(text)")
                continue
            }
            try promise(lines.indices.contains(line - 1), "line \(line) of \(lines.count): \(text)")
            try promise((1...lines[line - 1].count + 1).contains(column), "column \(column) of \(lines[line - 1].count): \(text)")
        }
    }
}

import Numerics
import Results
import ScenarioFormat
import Simulation

/// What is kept of an ensemble: the input is what stands before the checksum, which is made to fit, so that damage is seen by the reader.
enum StatePromises {
    static func keep(_ file: InputFile) throws {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in file.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        _ = try file.write(file.bytes + (0..<8).map { UInt8(truncatingIfNeeded: hash >> UInt64(8 * $0)) }, to: "state")
        _ = try file.write([UInt8](repeating: UInt8(ascii: "0"), count: 10_000), to: "members")
        do {
            let (run, parts) = try EnsembleShards.open([file.folder])
            let whole = run.emptyState(0..<run.settings.members)
            for part in parts {
                var writer = ByteWriter()
                part.state.write(to: &writer)
                try promise(file.bytes.suffix(writer.bytes.count) == writer.bytes[...], "a state that was written reads differently")
                whole.add(part.state)
                whole.add(part.state)
            }
            for measure in whole.sketches.flatMap(\.measures) {
                let numbers = [measure.histogram.quantile(0.05), measure.histogram.quantile(0.95), measure.moments.standardDeviation]
                try promise(!numbers.contains { $0?.isNaN ?? false }, "a band that is no number")
            }
        } catch let mismatch as EnsembleMismatch {
            try promise(mismatch.description.contains(file.folder), "a mismatch without a place: \(mismatch)")
        } catch let failure as InputFailure {
            // The scenario in it, which is a text of its own.
            try promise(!"\(failure)".isEmpty, "a failure without a word")
        }
    }
}

internal import Glibc
internal import Numerics
internal import ScenarioFormat
internal import Simulation

/// A summary measure of a pair over an ensemble's members, or its difference between two scenarios, as pages tell it.
struct SummaryBand {
    let market: String
    let service: String
    let measure: String
    let unit: String
    /// Nil where it is undefined in every member.
    let mean: Double?
    /// The 5, 25, 50, 75 and 95 % quantiles.
    let quantiles: [Double?]

    /// Those of summary-differences.csv.
    static func read(_ table: CSVFile) throws(InputFailure) -> [SummaryBand] {
        try table.rows.indices.map { row throws(InputFailure) in
            SummaryBand(
                market: try table.name(row, "market"), service: try table.name(row, "service"), measure: table.cell(row, "measure"),
                unit: table.cell(row, "unit"), mean: try table.optionalNumber(row, "mean"),
                quantiles: try Bands.shares.map { name, _ throws(InputFailure) in try table.optionalNumber(row, name) })
        }
    }

    /// Those of members.csv, which is read line by line, as it may be larger than memory.
    static func read(membersAt path: String) throws(InputFailure) -> [SummaryBand] {
        if let obstacle = InputBytes.obstacle(path) { throw .unreadable(Fault(file: path, path: nil, message: obstacle)) }
        guard let file = unsafe fopen(path, "re") else {
            throw .unreadable(Fault(file: path, path: nil, message: "there is no such file; run the ensemble again"))
        }
        defer { unsafe fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { unsafe free(line) }
        var header: [String] = []
        // MARKET.SERVICE.MEASURE; the paths of what was drawn hold a `/`.
        var measures: [(column: Int, name: [String], sketch: MeasureSketch)] = []
        var number = 0
        while case let length = unsafe getline(&line, &capacity, file), length > 0, let text = unsafe line {
            let bytes = unsafe UnsafeRawBufferPointer(start: text, count: length)
            let row = unsafe String(decoding: bytes, as: UTF8.self)
            let cells = row.split(separator: ",", omittingEmptySubsequences: false).map { $0.hasSuffix("\n") ? $0.dropLast() : $0 }
            number += 1
            if number == 1 {
                header = cells.map(String.init)
                for (column, name) in header.enumerated() where !name.contains("/") {
                    let parts = name.split(separator: ".").map(String.init)
                    if parts.count == 3, parts.allSatisfy(ScenarioName.isValid) { measures.append((column, parts, MeasureSketch())) }
                }
                continue
            }
            guard cells.count == header.count else {
                throw broken(path, number, nil, "expected \(header.count) cells, found \(cells.count)")
            }
            for i in measures.indices where !cells[measures[i].column].isEmpty {
                let cell = cells[measures[i].column]
                guard let value = Double(cell), value.magnitude < MeasureSketch.largest else {
                    throw broken(path, number, header[measures[i].column], "expected a number, found \(Quoting.quoted(String(cell)))")
                }
                measures[i].sketch.add(value)
            }
        }
        return measures.map { measure in
            let bands = Bands(measure.sketch)
            return SummaryBand(
                market: measure.name[0], service: measure.name[1], measure: measure.name[2],
                unit: PairSummary.names.first { $0.name == measure.name[2] }?.unit ?? "1", mean: bands.mean,
                quantiles: bands.quantiles.indices.map { bands.quantiles[$0] })
        }
    }

    private static func broken(_ path: String, _ line: Int, _ column: String?, _ message: String) -> InputFailure {
        .faulty([Fault(file: path, line: line, column: 1, path: column, message: message + "; run the ensemble again")])
    }

    // MARK: for a reader

    /// Sums of money of which the scenario says nothing are 0 throughout.
    var isEmpty: Bool { quantiles.allSatisfy { value in value.map { unit == "USD" && $0 == 0 } ?? true } }

    /// The measure, its median, where half and where nine tenths of the members lie, and the mean.
    var cells: [String] {
        func text(_ value: Double?) -> String {
            // The sign stays with its number where a narrow cell breaks.
            value.map { unit == "1" ? SummaryText.percent($0).replacing(" ", with: "\u{A0}") : SummaryText.inWords($0) } ?? "–"
        }
        func range(_ low: Int, _ high: Int) -> String {
            let ends = (text(quantiles[low]), text(quantiles[high]))
            return ends.0 == ends.1 ? ends.0 : "\(ends.0) to \(ends.1)"
        }
        return [KeyFigures.inWords(measure), text(quantiles[2]), range(1, 3), range(0, 4), text(mean)]
    }

    /// A table for each pair.
    static func tables(_ bands: [SummaryBand], _ results: some RecordedResults) -> String {
        var pairs: [(market: String, service: String)] = []
        for band in bands where !pairs.contains(where: { $0 == (band.market, band.service) }) { pairs.append((band.market, band.service)) }
        return pairs.map { pair in
            let rows = bands.filter { ($0.market, $0.service) == pair && !$0.isEmpty }.map(\.cells)
            return HTMLParts.table(
                "\(results.label(service: pair.service)) in \(results.label(market: pair.market))",
                header: ["Measure", "Median", "Half of the members", "Nine in ten", "Mean"], rows, numbers: 1..<5, style: "bands")
        }.joined()
    }

    static let note =
        "Half of the members lie between the 25 and 75 % quantiles, nine in ten between the 5 and 95 % ones. – means undefined. "
        + "User-days are people times days. Sums of money that are 0 throughout are left out."
}

internal import EnforcementModel
public import Numerics
internal import ScenarioFormat
internal import Synchronization

/// A member that could not be computed.
public struct MemberFailure: Sendable, Equatable {
    /// Its number, from 0.
    public let member: Int
    /// What went wrong, where and when.
    public let message: String
}

/// What the members computed so far amount to: bands, shares and failures of a range of members.
///
/// A class, as the bands are large and change in place.
public final class EnsembleState {
    /// The members that this is about.
    public let range: Range<Int>
    /// How many of them are done, from the first on.
    public internal(set) var done = 0
    /// In the order of members.
    public internal(set) var failures: [MemberFailure] = []
    /// One for each day of output.
    let days: [DaySketchBox]

    init(range: Range<Int>, days: Int, pairs: Int) {
        self.range = range
        self.days = (0..<days).map { _ in DaySketchBox(DaySketch(pairs: pairs)) }
    }

    /// Whether every member of the range was run.
    public var isComplete: Bool { done == range.count }

    /// The bands of each day of output.
    public var sketches: [DaySketch] { days.map { $0.sketch.withLock { $0 } } }

    /// Adds what other members amount to.
    public func add(_ other: EnsembleState) {
        for (day, otherDay) in zip(days, other.days) {
            let other = otherDay.sketch.withLock { $0 }
            day.sketch.withLock { $0.add(other) }
        }
        failures = (failures + other.failures).sorted { $0.member < $1.member }
    }

    // MARK: in bytes

    /// Writes all that it holds, for `init(from:)`.
    public func write(to writer: inout ByteWriter) {
        writer.write(UInt64(done))
        writer.write(UInt64(failures.count))
        for failure in failures {
            writer.write(UInt64(failure.member))
            writer.write(failure.message)
        }
        for sketch in sketches {
            for measure in sketch.measures {
                measure.histogram.write(to: &writer)
                measure.moments.write(to: &writer)
            }
            for count in sketch.statuses { writer.write(UInt64(count)) }
        }
    }

    /// Reads what `write(to:)` has written of an ensemble of the same shape.
    ///
    /// - Throws: `MalformedBytes` where they aren't that.
    public func read(from reader: inout ByteReader) throws(MalformedBytes) {
        let done = try reader.readUInt64()
        guard done <= UInt64(range.count) else { throw MalformedBytes() }
        self.done = Int(done)
        failures = []
        for _ in 0..<(try reader.readCount()) {
            guard let member = Int(exactly: try reader.readUInt64()), range.prefix(self.done).contains(member),
                member > failures.last?.member ?? -1
            else { throw MalformedBytes() }
            failures.append(MemberFailure(member: member, message: try reader.readText()))
        }
        let counted = self.done - failures.count
        for day in days {
            try day.sketch.withLock { (sketch) throws(MalformedBytes) in try sketch.read(from: &reader, members: counted) }
        }
    }
}

/// A day's bands where tasks change them in place, one at a time.
final class DaySketchBox: Sendable {
    let sketch: Mutex<DaySketch>

    init(_ sketch: DaySketch) { self.sketch = Mutex(sketch) }
}

extension DaySketch {
    /// - Parameter members: how many each band counts; with other numbers, shards put together might count more than there can be.
    mutating func read(from reader: inout ByteReader, members: Int) throws(MalformedBytes) {
        for i in measures.indices {
            let (histogram, moments) = (try LogLinearHistogram(from: &reader), try Moments(from: &reader))
            guard histogram.count == UInt64(members), moments.count == members else { throw MalformedBytes() }
            (measures[i].histogram, measures[i].moments) = (histogram, moments)
        }
        for i in statuses.indices {
            guard let count = UInt32(exactly: try reader.readUInt64()), count <= members else { throw MalformedBytes() }
            statuses[i] = count
        }
        let groups = [Access.allCases.count, Stage.allCases.count, Registry.allCases.count]
        var rest = statuses[...]
        while !rest.isEmpty {
            for group in groups {
                guard rest.prefix(group).reduce(0, { $0 + Int($1) }) == members else { throw MalformedBytes() }
                rest = rest.dropFirst(group)
            }
        }
    }
}

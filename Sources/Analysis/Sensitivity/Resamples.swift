/// Estimates from resamples, on all cores.
enum Resamples {
    /// How many tasks share the work; more than cores, as they end at different times.
    private static let tasks = 16

    /// What `estimate` gives for each resample, in their order.
    static func all<Estimate: Sendable>(_ count: Int, _ estimate: @escaping @Sendable (_ resample: Int) -> Estimate) async -> [Estimate] {
        await withTaskGroup(of: [(Int, Estimate)].self) { group in
            for task in 0..<tasks {
                group.addTask { stride(from: task, to: count, by: tasks).map { ($0, estimate($0)) } }
            }
            var all: [(Int, Estimate)] = []
            for await part in group { all += part }
            return all.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

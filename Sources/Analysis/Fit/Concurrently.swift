internal import Glibc

/// Independent work on all cores.
enum Concurrently {
    /// The results in the order of the items, whichever is ready first.
    static func map<Item: Sendable, Result: Sendable>(_ items: [Item], _ work: @escaping @Sendable (Item) -> Result) async -> [Result] {
        let jobs = max(1, min(items.count, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return await withTaskGroup(of: [(Int, Result)].self) { group in
            for job in 0..<jobs {
                group.addTask { stride(from: job, to: items.count, by: jobs).map { ($0, work(items[$0])) } }
            }
            var results = [Result?](repeating: nil, count: items.count)
            for await part in group {
                for (i, result) in part { results[i] = result }
            }
            return results.compactMap { $0 }
        }
    }
}

/// Independent work on all cores.
enum Concurrently {
    /// The results in the order of the items.
    static func map<Item: Sendable, Result: Sendable>(_ items: [Item], _ work: @escaping @Sendable (Item) -> Result) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            for (i, item) in items.enumerated() { group.addTask { (i, work(item)) } }
            var results = [Result?](repeating: nil, count: items.count)
            for await (i, result) in group { results[i] = result }
            return results.compactMap { $0 }
        }
    }
}

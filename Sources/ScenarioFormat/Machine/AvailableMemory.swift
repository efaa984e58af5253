internal import Glibc

/// The memory that this process can still have: the least of what the machine, its control groups and its own limits leave.
public struct AvailableMemory: Sendable, Equatable {
    /// Unit: bytes.
    public let bytes: Double
    /// What leaves no more, such as "the limit of `ulimit -v`".
    public let holder: String

    /// As it is now. What can't be looked up doesn't count.
    public static func now() -> AvailableMemory {
        let used = statm()
        var all: [AvailableMemory] = []
        func add(_ bytes: Double?, _ holder: String) {
            if let bytes { all.append(AvailableMemory(bytes: bytes, holder: holder)) }
        }
        add(meminfo(), "the machine")
        add(limit(__rlimit_resource_t(RLIMIT_AS.rawValue), used: used.size), "the limit of `ulimit -v`")
        add(limit(__rlimit_resource_t(RLIMIT_DATA.rawValue), used: used.data), "the limit of `ulimit -d`")
        for bytes in controlGroups() { add(bytes, "the control group") }
        return all.min { $0.bytes < $1.bytes } ?? AvailableMemory(bytes: .infinity, holder: "the machine")
    }

    /// Whether a limit on the address space is set, under which memory that is only reserved counts too.
    public static var addressSpaceIsLimited: Bool { limit(__rlimit_resource_t(RLIMIT_AS.rawValue), used: 0) != nil }

    private static func limit(_ resource: __rlimit_resource_t, used: Double) -> Double? {
        var limit = rlimit()
        guard unsafe getrlimit(resource, &limit) == 0, limit.rlim_cur != rlim_t.max else { return nil }
        return max(0, Double(limit.rlim_cur) - used)
    }

    /// Address space and data of this process (proc_pid_statm(5)). Unit: bytes.
    private static func statm() -> (size: Double, data: Double) {
        let pages = (text("/proc/self/statm") ?? "").split(whereSeparator: \.isWhitespace).map { Double($0) ?? 0 }
        let size = Double(sysconf(Int32(_SC_PAGESIZE)))
        return pages.count < 6 ? (0, 0) : (pages[0] * size, pages[5] * size)
    }

    /// Free memory, that which only caches files among it, and swap (proc_meminfo(5)). Unit: bytes.
    private static func meminfo() -> Double? {
        guard let text = text("/proc/meminfo"), let free = value(of: "MemAvailable:", in: text) else { return nil }
        return 1024 * (free + (value(of: "SwapFree:", in: text) ?? 0))
    }

    /// What each control group of this process leaves, version 2 or 1 (cgroups(7)). Unit: bytes.
    private static func controlGroups() -> [Double] {
        var left: [Double] = []
        for line in (text("/proc/self/cgroup") ?? "").split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[1].isEmpty || parts[1].split(separator: ",").contains("memory") else { continue }
            let (root, limit, used) =
                parts[1].isEmpty
                ? ("/sys/fs/cgroup", "memory.max", "anon") : ("/sys/fs/cgroup/memory", "memory.limit_in_bytes", "total_rss")
            // In a container its own group may be mounted as the root.
            var path = parts[2] == "/" ? "" : String(parts[2])
            while true {
                if let most = text(root + path + "/" + limit).flatMap({ Double($0.prefix { $0.isNumber }) }),
                    let used = value(of: used, in: text(root + path + "/memory.stat") ?? "")
                {
                    left.append(max(0, most - used))
                }
                guard let slash = path.lastIndex(of: "/") else { break }
                path = String(path[..<slash])
            }
        }
        return left
    }

    /// The number behind a name at the beginning of a line.
    private static func value(of name: String, in text: String) -> Double? {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count > 1, words[0] == name { return Double(words[1]) }
        }
        return nil
    }

    private static func text(_ path: String) -> String? {
        (try? FileContents.read(path)).map { String(decoding: $0, as: UTF8.self) }
    }
}

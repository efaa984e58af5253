// Solves the problem of three stocks for many members. Prints seconds and the largest use of memory, or active users of some members.
//
// three-stocks MEMBERS TOLERANCE JOBS [bands|show]: with `bands` the quantiles of every day too, with `show` the first 16 members by day.
import Dispatch
import Glibc
import Numerics

let arguments = CommandLine.arguments
guard arguments.count >= 4, let members = Int(arguments[1]), let tolerance = Double(arguments[2]), let jobs = Int(arguments[3]) else {
    print("three-stocks MEMBERS TOLERANCE JOBS [bands|show]")
    exit(64)
}
let problem = ThreeStocks(members: members, tolerance: tolerance, wantsBands: arguments.dropFirst(4).first == "bands")

if arguments.dropFirst(4).first == "show" {
    _ = problem.bands(stride(from: 0, to: 2, by: ThreeStocks.blockPacks), shown: true)
} else {
    let start = ContinuousClock.now
    nonisolated(unsafe) var parts = [[LogLinearHistogram]](repeating: [], count: jobs)
    let lock = DispatchSemaphore(value: 1)
    DispatchQueue.concurrentPerform(iterations: jobs) { job in
        let part = problem.bands(
            stride(from: job * ThreeStocks.blockPacks, to: members / 8, by: jobs * ThreeStocks.blockPacks), shown: false)
        lock.wait()
        parts[job] = part
        lock.signal()
    }
    var quantiles = 0.0
    if problem.wantsBands {
        for day in 0..<ThreeStocks.days {
            for part in 1..<jobs { parts[0][day].add(parts[part][day]) }
            for q in [0.05, 0.25, 0.5, 0.75, 0.95] { quantiles += parts[0][day].quantile(q) ?? 0 }
        }
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print((ContinuousClock.now - start) / .seconds(1), usage.ru_maxrss, quantiles)
}

internal import Glibc
internal import Results
internal import Simulation

/// Runs the members that are left, keeps the work so far from time to time, and tells how it goes.
enum EnsembleProgress {
    static func run(_ run: EnsembleRun, _ state: EnsembleState, _ folder: inout EnsembleFolder, _ options: EnsembleOptions) async throws {
        let jobs = options.jobs ?? Defaults.jobs
        let began = ContinuousClock.now
        let atStart = state.done
        var saved = began
        // Where no member is left there may be no rows either, but there is a file of them.
        if state.isComplete { try folder.add(run, []) }
        try await run.run(state, jobs: jobs) { state, rows in
            try folder.add(run, rows)
            let now = ContinuousClock.now
            // A shard's work is its result; that of a whole ensemble is kept only where results can't be written.
            if state.isComplete && options.shard != nil || (now - saved) / .seconds(1) >= options.checkpoint {
                try folder.save(run, state)
                saved = now
            }
            show(state.done, state.range.count, newly: state.done - atStart, seconds: (now - began) / .seconds(1), options)
        }
    }

    /// A line that replaces itself, on standard error where that is a terminal.
    private static func show(_ done: Int, _ all: Int, newly: Int, seconds: Double, _ options: EnsembleOptions) {
        guard !options.quiet, isatty(STDERR_FILENO) == 1 else { return }
        let rate = Double(newly) / max(seconds, 1e-9)
        let left = Double(all - done) / max(rate, 1e-9)
        StandardStreams.error(
            "\r\(done) of \(all) members, \(Int(rate)) a second, \(Int(left.rounded(.up))) s left \u{1B}[K"
                + (done == all ? "\r\u{1B}[K" : ""))
    }
}

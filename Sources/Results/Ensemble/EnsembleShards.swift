internal import ScenarioFormat
public import Simulation

/// The shards of an ensemble, which together have every member once.
public enum EnsembleShards {
    /// The state and the rows of a shard's members.
    public struct Part {
        /// The bands of its members.
        public let state: EnsembleState
        /// Its part of members.csv.
        public let rows: MemberRowsFile
        /// Keeps runs out of the shard's folder while the value lives.
        private let lock: FolderLock?

        init(_ folder: EnsembleFolder, _ state: EnsembleState, _ lock: FolderLock?) {
            self.state = state
            self.lock = lock
            rows = folder.rows
        }
    }

    /// Opens the shards' folders, in any order.
    ///
    /// - Throws: `MachineShortage` where the machine can't hold them all; `EnsembleMismatch` where they aren't of one ensemble, aren't all done, or don't make up all its members;
    ///   `ResultsFailure.busy` where a run is at work in one.
    public static func open(_ paths: [String]) throws -> (run: EnsembleRun, parts: [Part]) {
        // Each folder's lock is kept.
        try MachineLimits.check(descriptors: paths.count)
        var folders: [(folder: EnsembleFolder, range: Range<Int>, lock: FolderLock?)] = []
        var first: (run: EnsembleRun, identity: [String])?
        for path in paths {
            let folder = EnsembleFolder(Destination(path))
            let lock = folder.isThere ? try FolderLock(path, isShared: true) : nil
            let (run, range) = try folder.run()
            let identity = try folder.identity()
            if let first, first.identity != identity {
                throw EnsembleMismatch(
                    description:
                        "\(Quoting.printable(path)): is of another ensemble than \(Quoting.printable(paths[0])): scenario, seed, members, design, integrator, version and numerics must be the same"
                )
            }
            if first == nil { first = (run, identity) }
            folders.append((folder, range, lock))
        }
        guard let run = first?.run else {
            throw EnsembleMismatch(description: "there is no shard to merge; name the folders that `simulate ensemble --shard` has written")
        }
        folders.sort { $0.range.lowerBound < $1.range.lowerBound }
        var next = 0
        for (folder, range, _) in folders {
            if range.lowerBound != next {
                let problem = range.lowerBound < next ? "are there twice" : "are missing"
                let (low, high) = (min(next, range.lowerBound), max(next, range.lowerBound) - 1)
                throw EnsembleMismatch(
                    description: "\(Quoting.printable(folder.path)): members \(low) to \(high) \(problem); name each shard once")
            }
            next = range.upperBound
        }
        if next != run.settings.members {
            throw EnsembleMismatch(description: "members \(next) to \(run.settings.members - 1) are missing; name all shards")
        }
        try EnsembleCapacity.checkMemory(merging: folders.count, of: run)
        var parts: [Part] = []
        for (folder, _, lock) in folders {
            var folder = folder
            let state = try folder.state(run)
            guard state.isComplete else {
                throw EnsembleMismatch(
                    description:
                        "\(Quoting.printable(folder.path)): has \(state.done) of its \(state.range.count) members; finish it with `--resume`"
                )
            }
            parts.append(Part(folder, state, lock))
        }
        return (run, parts)
    }
}

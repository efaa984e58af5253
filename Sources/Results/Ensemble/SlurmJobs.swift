internal import Glibc
internal import ScenarioFormat

/// An ensemble as a Slurm job array, a shard a task, and a job that merges them once all are done.
///
/// Names of the user's stand in the scripts as words of the shell and nowhere else. Slurm's directives, in whose values spaces, quotes,
/// backslashes and % have meanings of their own, hold none: the scripts write their logs themselves.
public struct SlurmJobs: Sendable {
    /// The arguments of `simulate ensemble` for a shard but for those that tell shards apart.
    private let arguments: [String]
    private let scenario: String
    private let shards: Int
    private let destination: Destination
    private let target: String
    private let program: String
    /// How many members may fail.
    private let allowedFailures: Int
    /// Options of sbatch's for both jobs.
    private let options: [String]

    /// Where the scripts and what the jobs print go.
    private var folder: String { target + ".slurm" }
    private var shardsFolder: String { target + ".shards" }
    private var arrayPath: String { folder + "/array.sh" }
    private var mergePath: String { folder + "/merge.sh" }

    /// - Parameters:
    ///   - arguments: options of `simulate ensemble` but for `--shard`, `--jobs`, `--resume`, `--allow-failures` and `-o`; a seed must be
    ///     among them.
    ///   - scenario: the scenario's file.
    ///   - allowedFailures: how many members may fail.
    ///   - shards: how many jobs the array has.
    ///   - destination: the folder of the merged results.
    ///   - options: options of sbatch's for both jobs, such as `--account=abc`, a word each.
    public init(
        arguments: [String], scenario: String, allowedFailures: Int, shards: Int, target destination: Destination, options: [String]
    ) {
        self.arguments = arguments
        self.scenario = scenario
        self.allowedFailures = allowedFailures
        self.shards = shards
        self.destination = destination
        // Scripts and shards lie beside the results, not in them.
        target = (try? destination.resolved()) ?? destination.path
        self.options = options
        program = Self.thisProgram
    }

    /// The scripts, by path; a requeued task goes on where it was.
    private var scripts: [(path: String, text: String)] {
        let failures = ["--allow-failures", "\(allowedFailures)", "--quiet"]
        let array = """
            #!/bin/sh
            #SBATCH --job-name=weir
            #SBATCH --requeue
            #SBATCH --output=/dev/null
            set -eu
            exec >>\(Quoting.shellWord(folder))/shard-"$SLURM_ARRAY_TASK_ID".log 2>&1
            exec \(Self.words([program, "ensemble"] + arguments + failures)) \\
                --resume --jobs "${SLURM_CPUS_PER_TASK:-1}" --shard "$SLURM_ARRAY_TASK_ID/\(shards)" \\
                -o \(Quoting.shellWord(shardsFolder))/"$SLURM_ARRAY_TASK_ID" -- \(Quoting.shellWord(scenario))

            """
        let merge = """
            #!/bin/sh
            #SBATCH --job-name=weir-merge
            #SBATCH --output=/dev/null
            set -eu
            exec >>\(Quoting.shellWord(folder))/merge.log 2>&1
            exec \(Self.words([program, "merge"] + failures + ["-o", target])) -- \(Quoting.shellWord(shardsFolder))/*

            """
        return [(arrayPath, array), (mergePath, merge)]
    }

    /// The words after `sbatch`. The program's own come last, where they overrule the user's.
    private var arrayWords: [String] { options + ["--parsable", "--array=1-\(shards)", "--", arrayPath] }

    /// The words after the dependency on the array: once a shard has failed, the merge leaves the queue.
    private var mergeWords: [String] { ["--kill-on-invalid-dep=yes", "--", mergePath] }

    /// Writes the scripts and submits them.
    ///
    /// - Returns: the numbers that Slurm gives the array and the merge.
    /// - Throws: `SlurmFailure` where a job isn't taken, or `ResultsFailure` where a script can't be written.
    public func submit() throws -> (array: String, merge: String) {
        try Folder.make(folder)
        // Logs are written to by their names, and must not lead elsewhere.
        let links = try Folder.entries(folder).filter { FileState("\(folder)/\($0)") == nil }
        if !links.isEmpty { throw ResultsFailure.foreign(path: folder, strangers: links.map { Stranger(name: $0, isChanged: false) }) }
        try Folder.make(shardsFolder)
        for (path, text) in scripts {
            let script = Destination(path, movesAside: destination.movesAside, tell: destination.tell)
            try AtomicFile.write(Array(text.utf8), as: .script, to: script)
        }
        let array = try sbatch(arrayWords)
        do throws(SlurmFailure) {
            return (array, try sbatch(options + ["--parsable", "--dependency=afterok:\(array)"] + mergeWords))
        } catch {
            throw SlurmFailure(
                description: error.description + "; the array \(array) is submitted already, and `scancel \(array)` takes it back")
        }
    }

    /// What `submit()` does, as commands for a shell.
    public var commands: String {
        var text = "mkdir -p -- \(Self.words([folder, shardsFolder]))\n"
        for (path, script) in scripts {
            let script = String(decoding: Seal.sealed(Array(script.utf8), as: .script), as: UTF8.self)
            var end = "END"
            while script.contains(end) { end += "_" }
            // Nothing is written over, as a shell can't tell whose it is.
            text += "set -C; cat >\(Quoting.shellWord(path)) <<'\(end)'\n\(script)\(end)\n"
        }
        let options = Self.words(options + ["--parsable"])
        return text + """
            array=$(sbatch \(Self.words(arrayWords))) &&
            sbatch \(options) --dependency=afterok:"${array%%;*}" \(Self.words(mergeWords))

            """
    }

    private static func words(_ words: [String]) -> String { words.map { Quoting.shellWord($0) }.joined(separator: " ") }

    private func sbatch(_ arguments: [String]) throws(SlurmFailure) -> String {
        let outcome: ChildProcess.Outcome
        do throws(ChildProcess.Failure) {
            outcome = try ChildProcess.run("sbatch", arguments, environment: [], input: [])
        } catch {
            throw SlurmFailure(
                description:
                    "`sbatch` can't be started: \(unsafe String(cString: strerror(error.code)).lowercased()); run this where Slurm is, or leave out `--slurm`"
            )
        }
        guard outcome.exitCode == 0,
            let id = String(decoding: outcome.output, as: UTF8.self).split(whereSeparator: { ";\n".contains($0) }).first
        else {
            let said = String(decoding: outcome.errors.prefix(300), as: UTF8.self).split(whereSeparator: \.isNewline).joined(separator: " ")
            throw SlurmFailure(
                description:
                    "`sbatch` refused the job\(said.isEmpty ? "" : ": " + Quoting.printable(said)); fix that and submit again, or see the jobs with `--dry-run`"
            )
        }
        return String(id)
    }

    private static var thisProgram: String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count - 1)
        return count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : "simulate"
    }
}

/// Why Slurm has not taken a job.
public struct SlurmFailure: Error, Equatable, CustomStringConvertible {
    /// Why there is no job, in Slurm's own words where it gave any.
    public let description: String
}

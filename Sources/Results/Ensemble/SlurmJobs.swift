internal import Glibc
internal import ScenarioFormat

/// An ensemble as a Slurm job array, a shard a task, and a job that merges them once all are done.
public struct SlurmJobs: Sendable {
    /// The arguments of `simulate ensemble` but for `--shard` and `-o`.
    private let arguments: [String]
    private let shards: Int
    private let destination: Destination
    private var target: String { destination.path }
    private let program: String
    /// How many members may fail.
    private let allowedFailures: Int

    /// Where the scripts and what the jobs print go.
    private var folder: String { target + ".slurm" }
    private var arrayPath: String { folder + "/array.sh" }
    private var mergePath: String { folder + "/merge.sh" }

    /// - Parameters:
    ///   - arguments: those of `simulate ensemble` but for `--shard`, `--jobs`, `--resume`, `--allow-failures` and `-o`; a seed must be among them.
    ///   - allowedFailures: how many members may fail.
    ///   - shards: how many jobs the array has.
    ///   - target: the folder of the merged results.
    public init(arguments: [String], allowedFailures: Int, shards: Int, target destination: Destination) {
        self.arguments = arguments + ["--allow-failures", "\(allowedFailures)"]
        self.allowedFailures = allowedFailures
        self.shards = shards
        self.destination = destination
        program = Self.thisProgram
    }

    /// The scripts, by path; a requeued task goes on where it was.
    public var scripts: [(path: String, text: String)] {
        let ensemble = ([program] + arguments).map(Self.quoted).joined(separator: " ")
        let shard = Self.quoted(target) + ".shards/\"$SLURM_ARRAY_TASK_ID\""
        let array = """
            #!/bin/sh
            #SBATCH --job-name=weir
            #SBATCH --array=1-\(shards)
            #SBATCH --requeue
            #SBATCH --output=\(folder)/shard-%a.log
            set -eu
            exec \(ensemble) --quiet --resume --jobs "${SLURM_CPUS_PER_TASK:-1}" \\
                --shard "$SLURM_ARRAY_TASK_ID/\(shards)" -o \(shard)

            """
        let merge = """
            #!/bin/sh
            #SBATCH --job-name=weir-merge
            #SBATCH --output=\(folder)/merge.log
            set -eu
            exec \(Self.quoted(program)) merge \(Self.quoted(target)).shards/* -o \(Self.quoted(target)) --allow-failures \(allowedFailures)

            """
        return [(arrayPath, array), (mergePath, merge)]
    }

    /// Writes the scripts and submits them.
    ///
    /// - Returns: the numbers that Slurm gives the array and the merge.
    /// - Throws: `SlurmFailure` where a job isn't taken, or `ResultsFailure` where a script can't be written.
    public func submit() throws -> (array: String, merge: String) {
        try Folder.make(folder)
        try Folder.make(target + ".shards")
        for (path, text) in scripts {
            try AtomicFile.write(
                Array(text.utf8), as: .shell, to: Destination(path, movesAside: destination.movesAside, tell: destination.tell))
        }
        let array = try sbatch([arrayPath])
        do throws(SlurmFailure) {
            return (array, try sbatch(["--dependency=afterok:\(array)", mergePath]))
        } catch {
            throw SlurmFailure(
                description: error.description + "; the array \(array) is submitted already, and `scancel \(array)` takes it back")
        }
    }

    /// The commands that `submit()` gives.
    public var commands: [String] {
        ["sbatch --parsable \(Self.quoted(arrayPath))", "sbatch --parsable --dependency=afterok:ARRAY \(Self.quoted(mergePath))"]
    }

    private func sbatch(_ arguments: [String]) throws(SlurmFailure) -> String {
        let outcome: ChildProcess.Outcome
        do throws(ChildProcess.Failure) {
            outcome = try ChildProcess.run("sbatch", ["--parsable"] + arguments, environment: [], input: [])
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
                    "`sbatch` refused the job\(said.isEmpty ? "" : ": " + Quoting.printable(said)); mend that and submit again, or see the jobs with `--dry-run`"
            )
        }
        return String(id)
    }

    /// A word for the shell that is taken as it stands.
    private static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }

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

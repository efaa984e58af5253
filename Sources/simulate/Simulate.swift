internal import Dispatch
internal import Glibc
internal import Results
internal import ScenarioFormat
internal import Simulation

/// The command line.
@main
enum Simulate {
    static func main() {
        StandardStreams.occupy()
        do throws(MachineShortage) { try MachineLimits.check() } catch { exit(failed(error).rawValue) }
        // Not before that: the runtime takes descriptors and threads for its first task, and ends the program where it gets none.
        Task { exit(await run(Array(CommandLine.arguments.dropFirst())).rawValue) }
        dispatchMain()
    }

    static func run(_ arguments: [String]) async -> ExitCode {
        do {
            switch try CommandLineArguments.parse(arguments) {
            case .help(let verb): return StandardStreams.print(verb.map(Help.text) ?? Help.text)
            case .schema: return StandardStreams.print(String(decoding: ScenarioSchema.text, as: UTF8.self))
            case .version: return StandardStreams.print(Help.version)
            case .manual: return StandardStreams.print(ManualPage.text)
            case .completions(let shell): return StandardStreams.print(shell.completion)
            case .run(let options): return try RunCommand.run(options)
            case .validate(let scenarios, let reading): return validate(scenarios, reading)
            case .`init`(let name, let quiet): return try InitCommand.run(name, quiet: quiet)
            case .check(let options): return try CheckCommand.run(options)
            case .compare(let options): return try await CompareCommand.run(options)
            case .export(let options): return try ExportCommand.run(options)
            case .ensemble(let options): return try await EnsembleCommand.run(options)
            case .merge(let options): return try MergeCommand.run(options)
            case .discover(let options): return try DiscoverCommand.run(options)
            case .sensitivity(let options): return try await SensitivityCommand.run(options)
            case .fit(let options): return try await FitCommand.run(options)
            case .hindcast(let options): return try await HindcastCommand.run(options)
            case .plot(let results, let movesAside, let quiet):
                return StandardStreams.print(try PlotCommand.run(results, movesAside: movesAside, quiet: quiet), unless: quiet)
            case .report(let results, let output, let quiet):
                return StandardStreams.print(try ReportCommand.run(results, output), unless: quiet)
            }
        } catch let error as UsageError {
            return failed(.usage, "simulate: \(error.message)\n")
        } catch let error as InputFailure {
            return failed(error)
        } catch let error as MachineShortage {
            return failed(error)
        } catch let error as RunFailure {
            return failed(.numericFailure, "simulate: \(error)\n")
        } catch let error as EnsembleMismatch {
            return failed(.badData, "simulate: \(error)\n")
        } catch let error as ResultsFailure {
            let code: ExitCode =
                switch error {
                case .cannotWrite, .cannotRead: .inputOutput
                case .notFinite: .numericFailure
                case .cannotCreate, .taken, .insideResults, .busy, .foreign, .notOwn, .ofAnother, .changed, .overInput, .keptWork,
                    .tooLarge:
                    .cannotCreate
                }
            return failed(code, "simulate: \(error)\n")
        } catch let error as SlurmFailure {
            return failed(.inputOutput, "simulate: \(error)\n")
        } catch let error as ExportFailure {
            return failed(.cannotCreate, "simulate: \(error)\n")
        } catch {
            return failed(.numericFailure, "simulate: \(error)\n")
        }
    }

    private static func validate(_ scenarios: [String], _ reading: ReadingOptions) -> ExitCode {
        var worst = ExitCode.ok
        for path in scenarios {
            do throws(InputFailure) {
                _ = try reading.scenario(path)
                let code = StandardStreams.print("\(Quoting.printable(path)): no faults\n")
                if code != .ok { return code }
            } catch {
                let code = failed(error)
                if worst == .ok { worst = code }
            }
        }
        return worst
    }

    private static func failed(_ code: ExitCode, _ text: String) -> ExitCode {
        StandardStreams.error(text)
        return code
    }

    private static func failed(_ shortage: MachineShortage) -> ExitCode { failed(.machineTooSmall, "simulate: \(shortage)\n") }

    private static func failed(_ failure: InputFailure) -> ExitCode {
        switch failure {
        case .unreadable(let fault): failed(.noInput, "\(fault)\n")
        case .noMemory(let fault): failed(.machineTooSmall, "\(fault)\n")
        case .faulty(let faults): failed(.badData, faults.map { "\($0)\n" }.joined())
        }
    }
}

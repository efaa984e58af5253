internal import Glibc
internal import Results
internal import ScenarioFormat
internal import Simulation

/// The command line.
@main
enum Simulate {
    static func main() {
        exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    static func run(_ arguments: [String]) -> ExitCode {
        do {
            switch try CommandLineArguments.parse(arguments) {
            case .help: return StandardStreams.print(Help.text)
            case .version: return StandardStreams.print(Help.version)
            case .run(let options): return try RunCommand.run(options)
            case .validate(let scenarios, let overrides): return validate(scenarios, overrides)
            case .check(let options): return try CheckCommand.run(options)
            case .compare(let options): return try CompareCommand.run(options)
            case .export(let options): return try ExportCommand.run(options)
            }
        } catch let error as UsageError {
            return failed(.usage, "simulate: \(error.message)\n")
        } catch let error as InputFailure {
            return failed(error)
        } catch let error as RunFailure {
            return failed(.numericFailure, "simulate: \(error)\n")
        } catch let error as ResultsFailure {
            if case .cannotWrite = error { return failed(.inputOutput, "simulate: \(error)\n") }
            return failed(.cannotCreate, "simulate: \(error)\n")
        } catch let error as ExportFailure {
            return failed(.cannotCreate, "simulate: \(error)\n")
        } catch {
            return failed(.numericFailure, "simulate: \(error)\n")
        }
    }

    private static func validate(_ scenarios: [String], _ overrides: [Override]) -> ExitCode {
        var worst = ExitCode.ok
        for path in scenarios {
            do throws(InputFailure) {
                _ = try Scenario.read(path, overrides: overrides)
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

    private static func failed(_ failure: InputFailure) -> ExitCode {
        switch failure {
        case .unreadable(let fault): failed(.noInput, "\(fault)\n")
        case .faulty(let faults): failed(.badData, faults.map { "\($0)\n" }.joined())
        }
    }
}

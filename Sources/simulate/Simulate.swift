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
            case .help: return printed(Help.text)
            case .version: return printed(Help.version)
            case .validate(let scenarios, let overrides): return validate(scenarios, overrides)
            case .run(let scenario, let options): return try run(scenario, options)
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
        } catch {
            return failed(.numericFailure, "simulate: \(error)\n")
        }
    }

    private static func run(_ path: String, _ options: RunOptions) throws -> ExitCode {
        let scenario = try Scenario.read(path, overrides: options.overrides)
        if scenario.posterior != nil {
            let message = "joint draws can't be used yet; remove the key to run the scenario with the parameters' own medians"
            throw InputFailure.faulty([Fault(file: path, path: "$.posterior", message: message)])
        }
        let observations = try (options.data ?? scenario.observations).map { try Observation.read($0, for: scenario) }
        let folder = options.output ?? "results/\(scenario.name)"
        var summary = SummaryText(scenario)
        let outcome = try RunResults.write(scenario, to: folder, ResultsOptions(observations: observations, dialect: options.dialect)) {
            summary.observe($0)
        }
        if options.quiet { return .ok }
        return printed(
            summary.text(outcome, sparklines: StandardStreams.showsBlocks)
                + "Results: \(Quoting.printable(folder)), described by its datapackage.json\n"
        )
    }

    private static func validate(_ scenarios: [String], _ overrides: [Override]) -> ExitCode {
        var worst = ExitCode.ok
        for path in scenarios {
            do throws(InputFailure) {
                _ = try Scenario.read(path, overrides: overrides)
                let code = printed("\(Quoting.printable(path)): no faults\n")
                if code != .ok { return code }
            } catch {
                let code = failed(error)
                if worst == .ok { worst = code }
            }
        }
        return worst
    }

    private static func printed(_ text: String) -> ExitCode {
        StandardStreams.write(text)
            ? .ok
            : failed(.inputOutput, "simulate: standard output can't be written: \(unsafe String(cString: strerror(errno)).lowercased())\n")
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

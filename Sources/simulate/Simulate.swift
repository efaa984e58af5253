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
            case .plot(let results): return printed(try PlotCommand.run(results))
            case .report(let results, let output): return printed(try ReportCommand.run(results, output: output))
            case .run(let scenario, let output, let overrides, let plot, let quiet):
                return try run(scenario, output: output, overrides, plot: plot, quiet: quiet)
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
        } catch let error as AddedFileFailure {
            if case .cannotWrite = error { return failed(.inputOutput, "simulate: \(error)\n") }
            return failed(.cannotCreate, "simulate: \(error)\n")
        } catch let error as GnuplotFailure {
            return failed(.inputOutput, "simulate: \(error)\n")
        } catch {
            return failed(.numericFailure, "simulate: \(error)\n")
        }
    }

    private static func run(_ path: String, output: String?, _ overrides: [Override], plot: Bool, quiet: Bool) throws -> ExitCode {
        let scenario = try Scenario.read(path, overrides: overrides)
        try refuseWhatIsNotComputed(scenario, path)
        let folder = output ?? "results/\(scenario.name)"
        var summary = SummaryText(scenario)
        let outcome = try RunResults.write(scenario, to: folder, plot: plot) { summary.observe($0) }
        if quiet { return .ok }
        return printed(
            summary.text(outcome, sparklines: StandardStreams.showsBlocks)
                + "Results: \(Quoting.printable(folder)): timeseries.csv, totals.csv, events.csv, summary.csv; datapackage.json describes them\n"
                + (plot ? "Pictures: \(Quoting.printable(folder)): *.svg and *.png\n" : ""))
    }

    /// Keys that are read and checked but whose results this version can't compute: never ignored.
    private static func refuseWhatIsNotComputed(_ scenario: Scenario, _ path: String) throws(InputFailure) {
        var faults: [Fault] = []
        if scenario.observations != nil {
            faults.append(
                Fault(
                    file: path, path: "$.observations",
                    message: "results can't be compared with observations yet; remove the key to run the scenario"))
        }
        if scenario.posterior != nil {
            faults.append(
                Fault(
                    file: path, path: "$.posterior",
                    message: "joint draws can't be used yet; remove the key to run the scenario with the parameters' own medians"))
        }
        if !faults.isEmpty { throw .faulty(faults) }
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

import Testing

@testable import ScenarioFormat
@testable import simulate

@Suite struct CommandLineArgumentsTests {
    @Test func optionsMayStandAnywhere() throws {
        let expected = Invocation.run(scenario: "a.json", output: "out", overrides: [Override("end=2020-01-01")!], plot: false, quiet: true)
        for arguments in [
            ["a.json", "-o", "out", "--set", "end=2020-01-01", "--quiet"], ["--set=end=2020-01-01", "-q", "-oout", "a.json"],
            ["--output=out", "a.json", "-q", "--set", "end=2020-01-01"],
        ] {
            #expect(try CommandLineArguments.parse(arguments) == expected)
        }
    }

    @Test(arguments: ["block.json", "scenarios/block", "-", "./x"]) func theFirstWordMayBeAScenario(_ word: String) throws {
        #expect(try CommandLineArguments.parse([word]) == .run(scenario: word, output: nil, overrides: [], plot: false, quiet: false))
    }

    @Test func verbs() throws {
        #expect(try CommandLineArguments.parse(["validate", "a.json", "b"]) == .validate(scenarios: ["a.json", "b"], overrides: []))
        #expect(try CommandLineArguments.parse(["plot", "r", "s/"]) == .plot(results: ["r", "s/"]))
        #expect(try CommandLineArguments.parse(["report", "r", "-o", "p.html"]) == .report(results: ["r"], output: "p.html"))
        #expect(
            try CommandLineArguments.parse(["a.json", "--plot"])
                == .run(scenario: "a.json", output: nil, overrides: [], plot: true, quiet: false))
        #expect(try CommandLineArguments.parse(["--help", "whatever"]) == .help)
        #expect(try CommandLineArguments.parse(["--version"]) == .version)
    }

    @Test(arguments: [
        ([], "name a scenario to run, such as `simulate scenarios/block.json`"),
        (
            ["valdate", "x.json"],
            "`valdate` is neither a command nor a scenario, which ends in `.json` or holds a `/`; did you mean `validate`?"
        ),
        (["block"], "`block` is neither a command nor a scenario, which ends in `.json` or holds a `/`; did you mean `block.json`?"),
        (["a.json", "--ste", "x=1"], "there is no option `--ste`; did you mean `--set`?"),
        (["a.json", "-o"], "`-o` needs a value: `-o DIR`"),
        (["a.json", "--set", "x"], "`--set` needs PATH=VALUE, such as `--set solver.method=rkf45`, found `x`"),
        (["a.json", "b.json"], "one scenario is run at a time, and `b.json` is a second; run them one after the other"),
        (["validate", "a.json", "-q"], "`--quiet` doesn't go with `validate`; remove it"),
        (["validate"], "`validate` needs a scenario, such as `simulate validate scenarios/block.json`"),
        (["plot"], "`plot` needs a folder of results, such as `simulate plot results/block`"),
        (["plot", "r", "-o", "x"], "`--output` doesn't go with `plot`; remove it"),
        (["report", "r", "--plot"], "`--plot` doesn't go with `report`; remove it"),
        (["a.json", "--quiet=yes"], "`--quiet` takes no value"),
    ])
    func mistakes(_ arguments: [String], _ message: String) {
        #expect(throws: UsageError(message: message)) { try CommandLineArguments.parse(arguments) }
    }
}

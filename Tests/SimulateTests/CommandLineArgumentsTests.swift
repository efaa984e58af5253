import Testing

@testable import ScenarioFormat
@testable import simulate

@Suite struct CommandLineArgumentsTests {
    @Test func optionsMayStandAnywhere() throws {
        let expected = Invocation.run(
            RunOptions(scenario: "a.json", output: "out", reading: ReadingOptions(overrides: [Override("end=2020-01-01")!]), quiet: true))
        for arguments in [
            ["a.json", "-o", "out", "--set", "end=2020-01-01", "--quiet"], ["--set=end=2020-01-01", "-q", "-oout", "a.json"],
            ["--output=out", "a.json", "-q", "--set", "end=2020-01-01"],
        ] {
            #expect(try CommandLineArguments.parse(arguments) == expected)
        }
    }

    @Test(arguments: ["block.json", "scenarios/block", "-", "./x"]) func theFirstWordMayBeAScenario(_ word: String) throws {
        #expect(try CommandLineArguments.parse([word]) == .run(RunOptions(scenario: word)))
    }

    @Test func verbs() throws {
        #expect(
            try CommandLineArguments.parse(["validate", "a.json", "b"]) == .validate(scenarios: ["a.json", "b"], reading: ReadingOptions()))
        #expect(try CommandLineArguments.parse(["plot", "r", "s/"]) == .plot(results: ["r", "s/"], movesAside: false, quiet: false))
        let report = try CommandLineArguments.parse(["report", "r", "-q", "-o", "p.html"])
        #expect(report == .report(results: ["r"], output: "p.html", quiet: true))
        let moved = try CommandLineArguments.parse(["report", "r", "--move-aside"])
        #expect(moved == .report(results: ["r"], output: OutputOptions(nil, movesAside: true), quiet: false))
        #expect(
            try CommandLineArguments.parse(["a.json", "--plot"])
                == .run(RunOptions(scenario: "a.json", plot: true)))
        #expect(try CommandLineArguments.parse(["--help", "whatever"]) == .help(nil))
        #expect(try CommandLineArguments.parse(["ensemble", "--help"]) == .help(.ensemble))
        #expect(try CommandLineArguments.parse(["-h", "a.json", "--plot"]) == .help(.run))
        #expect(try CommandLineArguments.parse(["--man"]) == .manual)
        #expect(try CommandLineArguments.parse(["--completions", "fish"]) == .completions(.fish))
        #expect(try CommandLineArguments.parse(["--version"]) == .version)
    }

    @Test(arguments: [
        ([], "name a scenario to run, such as `simulate scenarios/block.json`"),
        (
            ["valdate", "x.json"],
            "`valdate` is neither a command nor a scenario, which ends in `.json` or holds a `/`; did you mean `validate`?"
        ),
        (
            ["block"],
            "`block` is neither a command nor a scenario, which ends in `.json` or holds a `/`; `simulate --help` lists the commands"
        ),
        (["a.json", "--ste", "x=1"], "there is no option `--ste`; did you mean `--set`?"),
        (["a.json", "-o"], "`-o` needs a value: `-o DIR`"),
        (["a.json", "--set", "x"], "`--set` needs PATH=VALUE, such as `--set solver.method=rkf45`, found `x`"),
        (["a.json", "b.json"], "one scenario is run at a time, and `b.json` is a second; run them one after the other"),
        (["validate", "a.json", "-q"], "`--quiet` doesn't go with `validate`; remove it"),
        (["a.json", "--xyzzy"], "there is no option `--xyzzy`; `simulate --help` lists them"),
        (["a.json", "--golden", "g"], "`--golden` doesn't go with a run; remove it"),
        (
            ["check", "a.json"],
            "`check` needs a scenario and `--golden DIR`, such as `simulate check scenarios/block.json --golden results/golden`"
        ),
        (["check", "a.json", "--golden", "g", "--rtol", "-1"], "`--rtol` must be a number, 0 or more, found `-1`"),
        (["--completions", "tcsh"], "there is no completion for `tcsh`; allowed: `bash`, `zsh`, `fish`"),
        (["a.json", "--dialect", "exel"], "there is no dialect `exel`; did you mean `excel`?"),
        (
            ["a.json", "--vary", "end=1:2"],
            "`--vary` needs PATH=FROM:TO:STEP, such as `--vary enforcement.russia.steps.block.effectiveness=0:1:0.1` or dates with a step like P1M, found `end=1:2`"
        ),
        (["a.json", "--vary", "x=1:2:-1"], "`x=1:2:-1`: STEP must lead from FROM to TO"),
        (["a.json", "--vary", "x=0:1:1e-6"], "`x=0:1:1e-6` has more than 100000 values; widen STEP"),
        (["validate"], "`validate` needs a scenario, such as `simulate validate scenarios/block.json`"),
        (
            ["a.json", "--plot", "--dialect", "excel"],
            "`--plot` reads the results back, which goes in the standard dialect only; remove `--dialect` or `--plot`"
        ),
        (["a.json", "--plot", "--vary", "x=0:1:0.5"], "`--plot` draws one run, and `--vary` asks for many; remove one of them"),
        (["plot"], "`plot` needs a folder of results, such as `simulate plot results/block`"),
        (["plot", "r", "-o", "x"], "`--output` doesn't go with `plot`; remove it"),
        (["report", "r", "--plot"], "`--plot` doesn't go with `report`; remove it"),
        (["a.json", "--quiet=yes"], "`--quiet` takes no value; write it alone"),
        (["export"], "`export` needs one results folder, such as `simulate export results/block --xlsx`"),
        (["a.json", "--xlsx"], "`--xlsx` doesn't go with a run; remove it"),
        (
            ["export", "r", "-o", "x"],
            "`-o` names one place, and a spreadsheet and notebooks need two; add `--xlsx` or `--notebook`, not both"
        ),
        (["export", "..", "--xlsx"], "`..` gives the export no name; name its place with `-o`"),
    ])
    func mistakes(_ arguments: [String], _ message: String) {
        #expect(throws: UsageError(message: message)) { try CommandLineArguments.parse(arguments) }
    }

    @Test(
        arguments: [
            (["export", "results/block/"], "results/block.xlsx", "notebooks-export/block"),
            (["export", "results/block", "--xlsx"], "results/block.xlsx", nil),
            (["export", "--xlsx", "results/block", "-o", "a.xlsx"], "a.xlsx", nil),
            (["export", "/tmp/r", "--notebook"], nil, "notebooks-export/r"),
            (["export", ".", "--notebook", "-o", "out"], nil, "out"),
        ] as [([String], String?, String?)])
    func placesOfExports(_ arguments: [String], _ spreadsheet: String?, _ notebooks: String?) throws {
        guard case .export(let options) = try CommandLineArguments.parse(arguments) else {
            Issue.record("no export")
            return
        }
        #expect((options.writesSpreadsheet ? options.spreadsheet.path : nil) == spreadsheet)
        #expect((options.writesNotebooks ? options.notebooks.path : nil) == notebooks)
    }

    @Test func aSweepCountsInItsDecimals() throws {
        func values(_ text: String) throws -> [String] { try Variation.all([text])[0].values }
        #expect(try values("x=0:1:0.1") == ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"])
        #expect(try values("x=5:1:-2") == ["5", "3", "1"])
        #expect(try values("x=0.25:1:0.5") == ["0.25", "0.75"])
        #expect(try values("x=1e6:3e6:1e6") == ["1000000", "2000000", "3000000"])
        #expect(try values("x=2:2:1") == ["2"])
        #expect(try values("x=2018-01-31:2018-04-30:P1M") == ["2018-01-31", "2018-02-28", "2018-03-31", "2018-04-30"])
    }

    @Test(arguments: [
        ("1e-1:5e-1:1e-1", ["0.1", "0.2", "0.3", "0.4", "0.5"]), ("0:0.3:0.1", ["0", "0.1", "0.2", "0.3"]),
        ("1.5e1:1.7e+1:1", ["15", "16", "17"]), ("1e-20:2e-20:1e-20", ["1e-20", "2e-20"]),
    ])
    func variedNumbersAreThoseTyped(_ bounds: String, _ values: [String]) throws {
        #expect(try Variation.all(["x=" + bounds]).map(\.values) == [values])
    }

    @Test(arguments: ["0x1:0x3:0x1", "0:infinity:1", "0:1:nan"]) func variedNumbersAreDecimal(_ bounds: String) {
        #expect(throws: UsageError.self) { try Variation.all(["x=" + bounds]) }
    }

    /// By what the table of flags calls their values.
    @Test func everyNumberHasItsBounds() {
        for flag in Flag.all {
            switch flag.value {
            case "N", "J": #expect(Bounds.whole[flag.name] != nil, "\(flag.long)")
            case "NUMBER", "SHARE", "SECONDS": #expect(Bounds.decimal[flag.name] != nil, "\(flag.long)")
            default: continue
            }
        }
    }
}

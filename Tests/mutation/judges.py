"""What judges a mutant: suites of Swift tests, the program's tables against the reference solution, and tests of the whole program."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from mutated_package import REPOSITORY, TESTS

PYTHON_TESTS = REPOSITORY / "Tests/python"
sys.path.insert(0, str(PYTHON_TESTS))

from generate import generate  # noqa: E402
from reference.compare import compare  # noqa: E402
from reference.files import cleaned  # noqa: E402
from reference.run import solve  # noqa: E402
from reference.scenario import read_scenario, scenario_from  # noqa: E402
from reference.tables import write_tables  # noqa: E402
from test_against_reference import CORNERS, LIBRARY, SEEDS, TIGHT, corner  # noqa: E402

WHOLE = ["test_check.py", "test_compare.py"]  # those that take less than a second
PATIENCE = 5  # a mutant may take so many times the processor's time of the program without one, and is then held for endless
LEAST_PATIENCE = 3  # seconds of a processor
LONGEST_WAIT = 600  # seconds, for what neither ends nor takes the processor's time
BOUNDS = ["prlimit", f"--as={8 << 30}", f"--fsize={1 << 30}", "--core=0"]  # bytes that a mutant may take
QUIET = {"SWIFT_BACKTRACE": "enable=no"}  # a crash says enough


@dataclass
class Trial:
    """A part of the tests that is run by itself."""
    judge: str
    name: str
    command: list
    failed: str  # what a line that tells of a failure holds
    tables: Path = None  # those of the reference solution
    plain: dict = None  # what the program writes without a mutant
    met: set = field(default_factory=set)  # mutants that it comes by
    seconds: float = float(LEAST_PATIENCE)  # of a processor


class Judges:
    """Runs mutants through the trials that come by them, from the quickest to the slowest, until one fails."""

    def __init__(self, package, folder):
        self.package, self.folder = package, Path(folder)
        python = REPOSITORY / ".venv/bin/python"
        suites = [(target, path.stem) for target in TESTS for path in sorted((package.folder / "Tests" / target).glob("*.swift"))]
        swift = [package.tests, "--testing-library", "swift-testing", "--filter"]
        pytest = [python, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        self.trials = [
            *(Trial("Swift tests", suite, [*swift, rf"^{target}\.{suite}/"], "✘") for target, suite in suites),
            *(Trial("reference", name, [package.program, path, "--quiet", "-o"], "", tables) for name, path, tables in self._scenarios()),
            *(Trial("Python tests", name, [*pytest, PYTHON_TESTS / name], "FAILED") for name in WHOLE)]

    # Before any mutant

    def _scenarios(self):
        """Scenarios and the tables of their reference solutions, which are computed once and kept."""
        contents = {path.stem: (path, read_scenario(path)) for path in LIBRARY}
        made = {f"seed-{seed}": generate(seed) for seed in SEEDS} | {f"corner-{i}": corner(name) for i, name in enumerate(CORNERS)}
        for name, content in made.items():
            path = self.folder / "scenarios" / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content | {"solver": content.get("solver", {}) | TIGHT}), "utf-8")
            contents[name] = (path, scenario_from(cleaned(content)))
        for name, (path, scenario) in contents.items():
            tables = self.folder / "reference" / f"{name}-{self._version(path)}"
            if not tables.exists():
                unready = tables.with_suffix(".part")
                shutil.rmtree(unready, ignore_errors=True)
                write_tables(solve(scenario), unready)
                unready.rename(tables)
            yield name, path, tables

    def _version(self, path):
        """What the reference's tables depend on."""
        files = [path, *sorted((PYTHON_TESTS / "reference").glob("*.py")), *sorted((REPOSITORY / "scenarios/base").glob("*.json"))]
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]

    def without_a_mutant(self):
        """Every trial has to pass; notes which mutants it comes by, and how long it takes."""
        notes = self.folder / "met"
        for trial in self.trials:
            notes.unlink(missing_ok=True)
            os.environ["WEIR_MET"] = str(notes)
            begun = os.times()
            failure = self._failure(trial, -1)
            ended = os.times()
            del os.environ["WEIR_MET"]
            if failure:
                sys.exit(f"without a mutant, {trial.name} fails: {failure}")
            trial.seconds = ended.children_user + ended.children_system - begun.children_user - begun.children_system
            trial.met = {int(line) for line in notes.read_text().split()} if notes.exists() else set()
        self.trials.sort(key=lambda trial: trial.seconds)

    # A mutant

    def is_met(self, mutant):
        """Whether any trial comes by a mutant."""
        return any(mutant.number in trial.met for trial in self.trials)

    def verdict(self, mutant):
        """Which judge killed a mutant and how; nothing where it survived."""
        for trial in self.trials:
            failure = self._failure(trial, mutant.number) if mutant.number in trial.met else None
            if failure:
                return trial.judge, f"{trial.name}: {failure}"
        return None

    def _failure(self, trial, number):
        if trial.tables is None:
            return self._run(trial, trial.command, number)
        with tempfile.TemporaryDirectory(dir=self.folder) as results:
            failure = self._run(trial, [*trial.command, f"{results}/results"], number)
            if failure:
                return failure
            found = {path.name: path.read_bytes() for path in Path(results, "results").glob("*.csv")}
            trial.plain = trial.plain or found
            if number > 0 and found == trial.plain:
                return None  # the same bytes agree as well
            report = compare(f"{results}/results", trial.tables)
            return None if report.same else (report.faults + report.cells)[0]

    def _run(self, trial, command, number):
        """How a command fails: at the first line that says so, by its exit code, or by its time."""
        limit = max(LEAST_PATIENCE, round(PATIENCE * trial.seconds)) if number > 0 else LONGEST_WAIT
        environment = QUIET | {"WEIR_MUTANT": str(number), "SIMULATE": str(self.package.program), "PYTHONDONTWRITEBYTECODE": "1"}
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            process = subprocess.Popen([*BOUNDS, f"--cpu={limit}", *map(str, command)], stdout=output, stderr=subprocess.STDOUT,
                                       start_new_session=True, env=os.environ | environment)
            waited, code = 0, None
            while code is None:
                try:
                    code = process.wait(timeout=0.05)
                except subprocess.TimeoutExpired:
                    waited += 0.05
                    if waited > LONGEST_WAIT or trial.failed and self._told(output, trial.failed):
                        os.killpg(process.pid, signal.SIGKILL)
                        code = process.wait()
            if code == 0:
                return None
            told = self._told(output, trial.failed)
            if code in (-signal.SIGKILL, -signal.SIGXCPU):
                return told or "endless"
            return f"{told or self._told(output, '')} (exit code {code})"

    def _told(self, output, mark):
        """The first line that holds a mark, its beginning; the last line where there is no mark."""
        lines = Path(f"/proc/self/fd/{output.fileno()}").read_text("utf-8", "replace").splitlines()
        line = next((line for line in lines if mark in line), "") if mark else (lines or [""])[-1]
        return line.strip()[:200]

"""What judges a mutant: the Swift tests, then the program's tables against the reference solution, then tests of the whole program."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PYTHON_TESTS = REPOSITORY / "Tests/python"
sys.path.insert(0, str(PYTHON_TESTS))

from generate import generate  # noqa: E402
from reference.compare import compare  # noqa: E402
from reference.files import cleaned  # noqa: E402
from reference.run import solve  # noqa: E402
from reference.scenario import read_scenario, scenario_from  # noqa: E402
from reference.tables import write_tables  # noqa: E402
from test_against_reference import CORNERS, LIBRARY, SEEDS, TIGHT, corner  # noqa: E402

WHOLE = ["test_check.py", "test_reference.py", "test_lockstep.py", "test_ensemble.py", "test_compare.py", "test_moments.py"]
PATIENCE = 10  # a mutant may take so many times as long as the program without one, and is then held for endless
LEAST_PATIENCE = 10  # seconds
BOUNDS = ["prlimit", f"--as={8 << 30}", f"--fsize={1 << 30}", "--core=0"]  # bytes that a mutant may take
QUIET = {"SWIFT_BACKTRACE": "enable=no"}  # a crash says enough


class Judges:
    """Runs mutants through tests, from the quickest to the slowest, until one fails."""

    def __init__(self, package, folder):
        self.package, self.folder = package, Path(folder)
        self.python = PYTHON_TESTS.parents[1] / ".venv/bin/python"
        self.scenarios = self._reference()
        self.met = {"Swift tests": set(), "reference": set(), "Python tests": set()}
        self.patience = {"scenario": LEAST_PATIENCE}

    # Before any mutant

    def _reference(self):
        """Scenarios and the tables of their reference solutions, which are computed once and kept."""
        contents = {path.stem: (path, read_scenario(path)) for path in LIBRARY}
        made = {f"seed-{seed}": generate(seed) for seed in SEEDS} | {f"corner-{i}": corner(name) for i, name in enumerate(CORNERS)}
        for name, content in made.items():
            path = self.folder / "scenarios" / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content | {"solver": content.get("solver", {}) | TIGHT}), "utf-8")
            contents[name] = (path, scenario_from(cleaned(content)))
        judged = []
        for name, (path, scenario) in contents.items():
            tables = self.folder / "reference" / f"{name}-{self._version(path)}"
            if not tables.exists():
                unready = tables.with_suffix(".part")
                shutil.rmtree(unready, ignore_errors=True)
                write_tables(solve(scenario), unready)
                unready.rename(tables)
            judged.append((name, path, tables))
        return judged

    def _version(self, path):
        """What the reference's tables depend on."""
        files = [path, *sorted((PYTHON_TESTS / "reference").glob("*.py")), *sorted((REPOSITORY / "scenarios/base").glob("*.json"))]
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]

    def without_a_mutant(self):
        """Every test has to pass; notes which mutants each kind of test comes by, and how long it takes."""
        for judge, found in self.met.items():
            notes = self.folder / f"met-{judge.replace(' ', '-')}"
            notes.unlink(missing_ok=True)
            os.environ["WEIR_MET"] = str(notes)
            begun = time.monotonic()
            failure = self._judge(judge, -1)
            self.patience[judge] = max(LEAST_PATIENCE, PATIENCE * (time.monotonic() - begun))
            del os.environ["WEIR_MET"]
            if failure:
                sys.exit(f"without a mutant, {judge} fail: {failure}")
            found |= {int(line) for line in notes.read_text().split()} if notes.exists() else set()
        self.plain = [self._results(0, *scenario[:2]) for scenario in self.scenarios]

    # A mutant

    def verdict(self, mutant):
        """Which test killed a mutant and how; nothing where it survived."""
        try:
            for judge, met in self.met.items():
                failure = self._judge(judge, mutant.number) if mutant.number in met else None
                if failure:
                    return judge, failure
            return None
        finally:
            shutil.rmtree(self.folder / "results" / str(mutant.number), ignore_errors=True)

    def _judge(self, judge, number):
        if judge == "Swift tests":
            return self._swift(number)
        if judge == "reference":
            return next(filter(None, (self._compared(number, i) for i in range(len(self.scenarios)))), None)
        return self._python(number)

    def _swift(self, number):
        names = "|".join(test.name for test in sorted((self.package.folder / "Tests").glob("*Tests")))
        return self._run([self.package.tests, "--testing-library", "swift-testing", "--filter", names], "Swift tests", number, failed="✘")

    def _python(self, number):
        environment = {"SIMULATE": str(self.package.program), "PYTHONDONTWRITEBYTECODE": "1"}
        return self._run([self.python, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider",
                          *(PYTHON_TESTS / name for name in WHOLE)], "Python tests", number, environment)

    def _run(self, command, judge, number, environment=None, failed=None):
        """How a command fails: at the first line that says so, by its exit code, or by its time."""
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            process = subprocess.Popen([*BOUNDS, *map(str, command)], stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
                                       env=os.environ | QUIET | (environment or {}) | {"WEIR_MUTANT": str(number)})
            end = time.monotonic() + self.patience.get(judge, 1800)
            while True:
                try:
                    code = process.wait(timeout=0.05 if end - time.monotonic() > 0.05 else 0)
                    break
                except subprocess.TimeoutExpired:
                    text = Path(f"/proc/self/fd/{output.fileno()}").read_text("utf-8", "replace") if failed else ""
                    found = next((line for line in text.splitlines() if failed and failed in line), None)
                    if found or time.monotonic() > end:
                        os.killpg(process.pid, signal.SIGKILL)
                        process.wait()
                        return found or "endless"
            if code == 0:
                return None
            output.seek(0)
            lines = output.read().splitlines()
            marked = [line for line in lines if (failed or "FAILED") in line]
            return (marked or lines[-1:] or [""])[0].strip() + f" (exit code {code})"

    # The reference

    def _results(self, number, name, path):
        """What the program writes for a scenario: its tables by name, or how it fails."""
        results = self.folder / "results" / str(number)
        shutil.rmtree(results, ignore_errors=True)
        results.parent.mkdir(exist_ok=True)
        failure = self._run([self.package.program, path, "-o", results, "--quiet"], "scenario", number)
        if failure:
            return failure
        return {file.name: file.read_bytes() for file in sorted(results.glob("*.csv"))}

    def _compared(self, number, i):
        name, path, tables = self.scenarios[i]
        found = self._results(number, name, path)
        if isinstance(found, str):
            return f"{name}: {found}"
        if number > 0 and found == self.plain[i]:
            return None  # the same bytes agree as well
        report = compare(self.folder / "results" / str(number), tables)
        return None if report.same else f"{name}: {(report.faults + report.cells)[0]}"

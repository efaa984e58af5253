"""A copy of the package that holds all mutants at once, so that one build serves for all of them."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

from mutants import Source, blamed

REPOSITORY = Path(__file__).parents[2]
TARGETS = ("EnforcementModel", "Simulation")
TESTS = tuple(target + "Tests" for target in TARGETS)
# Fast enough for thousands of runs of the tests, and not so fast that the branches take the optimizer long.
BUILD = ["swift", "build", "-c", "release", "-Xswiftc", "-enable-testing", "-Xswiftc", "-Osize"]

HEADER = """\
#pragma once
extern int weir_mutant;
extern unsigned char weir_met[];

/// Whether a mutant is the one that runs; where that is -1, none does, and those that were come by are noted.
static inline int weir_is(int number) {
    if (__builtin_expect(weir_mutant == number, 0)) return 1;
    if (__builtin_expect(weir_mutant < 0, 0)) weir_met[number] = 1;
    return 0;
}
"""
CODE = """\
#include "CMutation.h"
#include <stdio.h>
#include <stdlib.h>

int weir_mutant;
unsigned char weir_met[COUNT + 1];

__attribute__((constructor)) static void choose(void) {
    const char *mutant = getenv("WEIR_MUTANT");
    weir_mutant = mutant ? atoi(mutant) : 0;
}

__attribute__((destructor)) static void note(void) {
    const char *path = getenv("WEIR_MET");
    FILE *file = path ? fopen(path, "a") : NULL;
    if (!file) return;
    for (int number = 1; number <= COUNT; number++)
        if (weir_met[number]) fprintf(file, "%d\\n", number);
    fclose(file);
}
"""


class MutatedPackage:
    """The package with its mutants, in a folder of its own."""

    def __init__(self, folder, chosen=lambda path: True):
        self.folder = Path(folder)
        self.paths = [path for target in TARGETS for path in sorted((REPOSITORY / "Sources" / target).rglob("*.swift")) if chosen(path)]
        self.sources = {path: Source(path.read_text("utf-8")) for path in self.paths}
        self.versions = {str(path.relative_to(REPOSITORY / "Sources")): hashlib.sha256(source.bytes).hexdigest()[:12]
                         for path, source in self.sources.items()}
        self.without = set()  # mutants that don't compile
        self.texts = {}
        self._copy()
        self._render()
        self.known = self.folder / "uncompiled.json"
        if self.known.exists():
            known = {tuple(place) for place in json.loads(self.known.read_text())}
            self.without = {mutant.number for mutant in self.mutants if (mutant.file, mutant.code, mutant.change) in known}
        self._write()

    @property
    def program(self):
        return self.folder / ".build/release/simulate"

    @property
    def tests(self):
        return self.folder / ".build/release/weirPackageTests.xctest"

    @property
    def compiled(self):
        """Mutants that can be run."""
        return [mutant for mutant in self.mutants if mutant.number not in self.without]

    def _copy(self):
        """What is needed of the package; files that are the same keep their dates, so that little is built anew."""
        kept = ["Sources", "scenarios", "schemas", "Tests/TestSupport", "Tests/fuzzing/Readers", *(f"Tests/{test}" for test in TESTS)]
        mutated = {path.relative_to(REPOSITORY) for path in self.paths}
        for path in [p for top in kept for p in (self.folder / top).rglob("*") if p.is_file()]:
            if not (REPOSITORY / path.relative_to(self.folder)).exists() and "CMutation" not in path.parts:
                path.unlink()
        for path in [p for top in kept for p in (REPOSITORY / top).rglob("*") if p.is_file()]:
            name = path.relative_to(REPOSITORY)
            if name not in mutated:
                self._put(self.folder / name, path.read_bytes())
        manifest = (REPOSITORY / "Package.swift").read_text("utf-8")
        manifest = manifest.replace(".treatAllWarnings(as: .error),", "")
        manifest = manifest.replace("[.treatAllWarnings(as: .error), ", "[")
        manifest = manifest.replace("targets: [\n", 'targets: [\n        .target(name: "CMutation"),\n', 1)
        for target in TARGETS:
            manifest = re.sub(rf'(\.target\(\s*name: "{target}", dependencies: \[)', r'\1"CMutation", ', manifest)
        manifest = re.sub(r'\n *\.testTarget\(name: "(?!' + "|".join(TESTS) + r')[^\n]*', "", manifest)
        self._put(self.folder / "Package.swift", manifest.encode())

    def _put(self, path, content):
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def _render(self):
        """The sources with switches, of the mutants that compile as far as is known."""
        self.mutants, sites = [], 1
        for path, source in self.sources.items():
            name = path.relative_to(REPOSITORY / "Sources")
            text, mutants = source.schemata(str(name), len(self.mutants) + 1, sites, self.without)
            self.mutants += mutants
            sites += len(source.sites)
            self.texts[str(self.folder / "Sources" / name)] = text

    def _write(self):
        self._render()
        for path, text in self.texts.items():
            self._put(Path(path), text.encode())
        home = self.folder / "Sources/CMutation"
        self._put(home / "include/CMutation.h", HEADER.encode())
        self._put(home / "CMutation.c", CODE.replace("COUNT", str(len(self.mutants))).encode())

    def build(self, log=print):
        """Builds program and tests, dropping what doesn't compile."""
        for target in TARGETS:
            self._build_until_clean(["--target", target], log)
        self._build_until_clean(["--build-tests"], log)
        self.known.write_text(json.dumps([(m.file, m.code, m.change) for m in self.mutants if m.number in self.without], indent=0))

    def _build_until_clean(self, what, log):
        while True:
            done = subprocess.run([*BUILD, "--package-path", self.folder, *what], capture_output=True, text=True)
            if done.returncode == 0:
                return
            errors = re.findall(r"^(/[^:\n]+):(\d+):(\d+): (error: .*)", done.stdout + done.stderr, re.MULTILINE)
            found = self._blamed(errors) or self._dropped(errors)
            if not found - self.without:
                told = "\n".join(":".join(error) for error in errors) or (done.stdout + done.stderr)[-4000:]
                sys.exit(f"the package with its mutants doesn't build, and none of them is to blame:\n{told}")
            self.without |= found
            log(f"{' '.join(what)}: {len(self.without)} mutants don't compile so far")
            self._write()

    def _blamed(self, errors):
        """The mutants in whose branches the compiler found faults; all of a site where it found one between them."""
        found = set()
        for path, line, column, _ in errors:
            mark = blamed(self.texts[path], int(line), int(column)) if path in self.texts else None
            if mark is not None:
                found |= {mark[1]} if mark[0] == "M" else {m.number for m in self.mutants if m.site == mark[1]}
        return found

    def _dropped(self, errors):
        """Dropped statements of files with faults elsewhere: of a constant that has no value then, the compiler tells where it's used."""
        files = {path.split("/Sources/", 1)[1] for path, *_ in errors if path in self.texts}
        return {m.number for m in self.mutants if m.file in files and m.change == "dropped"}

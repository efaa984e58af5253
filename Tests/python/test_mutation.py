"""The mutation tests' own tests: which changes are found, and that sources with all of them compile and switch."""

import json
import subprocess
import sys

import pytest

from program import REPOSITORY

sys.path.append(str(REPOSITORY / "Tests/mutation"))
from mutants import Source, blamed  # noqa: E402
from try_mutants import explanations  # noqa: E402
from mutated_package import CODE, HEADER  # noqa: E402

SMALL = """
struct Fraction {
    let top: Double
    let bottom: Double

    /// Nothing of a comment is ever changed: a + b.
    var value: Double { bottom > 0 ? top / bottom : 0 }

    func moved(by days: Double, _ list: [Double]) -> Double {
        var sum = -top
        for (i, x) in list.enumerated() where x > 1 && i != 2 { sum += min(x, 5) }
        guard !list.isEmpty else { return 0 }
        return sum - days * bottom
    }
}

func value(_ bottom: Double) -> Double { Fraction(top: 1, bottom: bottom).value }
let half = Fraction(top: 1, bottom: 2)
print(half.moved(by: 3, [1, 2, 9, 3, 8]), half.moved(by: 3, []), value(4), value(0.5), value(0))
"""


def changes(code):
    """The changes of a function's body."""
    _, mutants = Source("func f(a: Double, b: Double, c: Double) -> Double {\n" + code + "\n}\n").schemata("f.swift", 1, 1, set())
    return {mutant.change for mutant in mutants}


@pytest.mark.parametrize("code, expected", [
    ("return a + b * c", {"a + b → -",
                          "a + b * c → a", "a + b * c → b * c", "b * c → /", "b * c → b", "b * c → c"}),
    ("return a - b - c", {"a - b → +", "b - c → +", "a - b → a", "a - b → swapped",
                          "a - b - c → a - b", "a - b - c → swapped"}),
    ("return (a - b) / c", {"a - b → +", "a - b → a", "a - b → swapped", ") / c → *",
                            "(a - b) / c → (a - b)", "(a - b) / c → swapped"}),
    ("return max(a, b)", {"max → min", "max(a, b) → a", "max(a, b) → b"}),
    ("return a < b ? a : c", {"a < b → <=", "a < b → >="}),
    ("if a >= b && c == 0 { return a }", {"a >= b → >", "a >= b → <", "b && c → ||", "a >= b && c == 0 → a >= b",
                                         "a >= b && c == 0 → c == 0",
                                         "c == 0 → !=", "0 → 1"}),
    ("if isGood { return a }", {"negated"}),
    ("guard !isBad else { return a }", {"!isBad → not negated"}),
    ("x[1] += 2.5", {"dropped", "1 → 0", "1 → 2", "] += 2.5 → -=", "] += 2.5 → =", "2.5 → (2 * 2.5)"}),
    ("expire(at: a)", {"at: a → one later"}),
    ("let x = date.adding(days: 7)\nreturn x", {"days: 7 → one later", "7 → 8", "7 → 6"}),
    ("status.access = .blocked", {"dropped", "blocked → open", "blocked → withdrawn"}),
    ("return list.filter { $0 < 3 }.first ?? a", {"$0 < 3 → <=", "$0 < 3 → >=", "3 → 4", "3 → 2", "first → last",
                                                  "list.filter { $0 < 3 }.first ?? a → a"}),
    ("return \"a + b\"", set()),
])
def test_changes_of_a_statement(code, expected):
    assert changes(code) == expected


def test_a_closure_of_several_statements_is_changed_statement_by_statement():
    _, mutants = Source("func f() { g { x in\n let y = x + 1\n return y\n} }\n").schemata("f.swift", 1, 1, set())
    assert {(m.code, m.change) for m in mutants if m.change != "dropped"} == {
        ("let y = x + 1", change) for change in ("x + 1 → -", "x + 1 → x", "x + 1 → 1", "1 → 2", "1 → 0")}


def test_a_fault_is_laid_to_the_branch_it_stands_in():
    text, mutants = Source("func f(a: Int) -> Int {\n    return a + 1\n}\n").schemata("f.swift", 1, 1, set())
    lines = text.splitlines()
    for mutant in mutants:
        line = next(i for i, line in enumerate(lines, start=1) if f"<M{mutant.number}>" in line)
        assert blamed(text, line, lines[line - 1].index("return") + 1) == ("M", mutant.number)
    assert blamed(text, lines.index("} else {") + 2, 1) == ("S", 1) and blamed(text, 1, 1) is None


def test_all_mutants_of_a_small_program(tmp_path):
    """One build holds the program and its mutants; every one of these changes what is printed."""
    source = Source(SMALL)
    text, mutants = source.schemata("main.swift", 1, 1, set())
    (tmp_path / "CMutation").mkdir()
    (tmp_path / "CMutation/CMutation.h").write_text(HEADER)
    (tmp_path / "CMutation/module.modulemap").write_text('module CMutation { header "CMutation.h" }\n')
    (tmp_path / "switch.c").write_text(CODE.replace("COUNT", str(len(mutants))))
    (tmp_path / "main.swift").write_text(text)
    subprocess.run(["clang", "-c", "switch.c", "-I", "CMutation", "-o", "switch.o"], cwd=tmp_path, check=True, timeout=60)
    subprocess.run(["swiftc", "-suppress-warnings", "-I", "CMutation", "main.swift", "switch.o", "-o", "small"], cwd=tmp_path,
                   check=True, timeout=120)

    def printed(number, **more):
        environment = {"WEIR_MUTANT": str(number)} | more
        return subprocess.run([tmp_path / "small"], capture_output=True, text=True, timeout=10, env=environment).stdout

    plain = printed(0)
    assert plain == "3.0 0.0 0.25 2.0 0.0\n"
    assert [mutant.change for mutant in mutants if printed(mutant.number) == plain] == []
    assert printed(-1, WEIR_MET=str(tmp_path / "met")) == plain
    assert {int(line) for line in (tmp_path / "met").read_text().split()} == {mutant.number for mutant in mutants}


def test_an_explanation_belongs_to_a_mutant(tmp_path):
    _, mutants = Source("func f(a: Int) -> Int { a + 1 }\n").schemata("f.swift", 1, 1, set())
    path = tmp_path / "explained.toml"

    def found(of, reason="why not"):
        path.write_text(f'[[mutants]]\nreason = "{reason}"\nof = {json.dumps([["f.swift", *place] for place in of])}\n')
        reasons, faults = explanations(path, mutants)
        return {mutant.change for mutant in reasons}, len(faults)

    assert found([["a + 1", "a + 1 → -"]]) == ({"a + 1 → -"}, 0)
    assert found([["a + 1"]]) == ({mutant.change for mutant in mutants}, 0)
    assert found([["a + 1", "a + 1 → /", "1 → 2"], ["a + 2"]], " ") == ({"1 → 2"}, 3)


def test_every_explanation_is_up_to_date():
    root = REPOSITORY / "Sources"
    mutants = []
    for target in ("EnforcementModel", "Simulation"):
        for path in sorted((root / target).rglob("*.swift")):
            mutants += Source(path.read_text("utf-8")).schemata(str(path.relative_to(root)), 1, 1, set())[1]
    assert len(mutants) > 2000
    assert explanations(REPOSITORY / "Tests/mutation/explained.toml", mutants)[1] == []

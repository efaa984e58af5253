"""Members in lockstep against the same members one by one, by GSL's integrator."""

import math
import subprocess

import pytest

import program

SCENARIOS = sorted((program.REPOSITORY / "scenarios").glob("*.json"))


def ensemble(scenario, folder, integrator):
    """The rows of quantiles.csv and members.csv of an ensemble of 43 members: five packs and a part of one."""
    results = folder / integrator
    done = subprocess.run(
        [program.PROGRAM, "ensemble", str(scenario), "--members", "43", "--seed", "3", "--design", "lhs", "--integrator", integrator,
         "--set", "output_every=P1M", "-o", str(results), "--quiet"],
        capture_output=True, text=True, timeout=300,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), done
    return program.read_table(results / "quantiles.csv"), program.read_table(results / "members.csv")


def differ(a, b):
    """Whether two cells differ by more than 1e-7 of either and a thousandth of a person."""
    if a == "" or b == "":
        return a != b
    return not math.isclose(float(a), float(b), rel_tol=1e-7, abs_tol=1e-3)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_both_integrators_agree(scenario, tmp_path):
    quantiles, members = ensemble(scenario, tmp_path, "lockstep")
    other_quantiles, other_members = ensemble(scenario, tmp_path, "gsl")
    assert len(quantiles) == len(other_quantiles) and len(members) == len(other_members) == 43
    apart = []
    for row, other in zip(members, other_members):
        for column in row:
            users = row.get(column.rsplit(".", 1)[0] + ".active_users_at_end")
            if column.endswith("circumventing_share_at_end") and float(users) < 1:
                continue  # a share of no users to speak of has no meaning
            if differ(row[column], other[column]):
                apart.append((row["member"], column, row[column], other[column]))
    for row, other in zip(quantiles, other_quantiles):
        assert all(row[key] == other[key] for key in ("date", "market", "service", "measure", "members"))
        # A value near the edge of a bin may fall to either side of it, so that means are compared here, and quantiles member by member.
        if differ(row["mean"], other["mean"]):
            apart.append((row["date"], row["measure"], row["mean"], other["mean"]))
    assert not apart, apart[:5]

"""Sobol indices of block.json's twelve quantities that matter to Russia, beside SALib with numbalsoda."""

import json

import numpy as np
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sampling
from scipy.stats import beta, lognorm

import block
from block_problem import Problem
from measure import CORES, SCENARIO, SIMULATE, columns, compare, cores, run, seconds

SAMPLES, RESAMPLES = 2**13, 1000
FEWER = 2**11  # for the rival that takes all measures, as it takes its time
MEASURE = "russia.telegram.user_days_lost"
CHECKED = 500
# Quantities of Iran and of messages, and two that act only once a block ends, stand at their medians.
FIXED = {
    "parameters.innovation_iran": 1.25, "parameters.imitation_iran": 1.02, "parameters.ceiling_iran": 0.7726,
    "parameters.return_days": 3.5, "parameters.tool_drop_days": 80,
    "services.telegram.messages_per_user_per_day": 90, "services.telegram.content_bytes_per_message": 30000,
    "markets.iran.services.telegram.circumvention_share": 0.6069, "markets.iran.services.telegram.circumvention_share_max": 0.6069,
    "markets.iran.services.telegram.fatigue_days": 300, "enforcement.iran.steps.block.effectiveness": 0.8798,
    "enforcement.iran.steps.block.rollout_days": 5, "enforcement.iran.steps.block.awareness": 0.6,
}


def distribution(scenario, path):
    """SciPy's distribution of a quantity."""
    for key in path.split("/"):
        scenario = scenario[key]
    if "beta" in scenario:
        return beta(scenario["beta"]["alpha"], scenario["beta"]["beta"])
    return lognorm(scenario["lognormal"]["sigma"], scale=scenario["lognormal"]["median"])


class Rival:
    """SALib's sample and indices, with members solved by a function of block.py's."""

    def __init__(self, results, quantities, solve):
        scenario = json.loads((results / "run.json").read_text())["resolved_scenario"]
        self.results, self.quantities, self.solve = results, quantities, solve
        self.shapes = [distribution(scenario, path) for path in quantities]

    def lost(self, values, relative=1e-9, absolute=1e-3):
        """User-days lost in Russia by member."""
        problem = Problem(self.results, dict(zip(self.quantities, values.T)))
        return self.solve(problem.parameters, problem.stops, problem.stretches, relative, absolute)[:, 0, -1]

    def indices(self, samples):
        count = len(self.quantities)
        problem = {"num_vars": count, "names": self.quantities, "bounds": [[0, 1]] * count}
        u = sampling.sample(problem, samples, calc_second_order=False, seed=1)
        lost = self.lost(np.column_stack([shape.ppf(column) for shape, column in zip(self.shapes, u.T)]))
        return analysis.analyze(problem, lost, calc_second_order=False, num_resamples=RESAMPLES, seed=1)


def compare_all(rounds, folder):
    """Rows of the table; returns what there is to say beside it."""
    results = folder / "sensitivity"
    command = [SIMULATE, "sensitivity", SCENARIO, "--measure", MEASURE, "--samples", SAMPLES, "--resamples", RESAMPLES, "--seed", 1,
               "--quiet", "-o", results]
    for key, value in FIXED.items():
        command += ["--set", f"{key}={value}"]
    run(*command)
    table = columns(results / "sensitivity.csv")
    quantities = table["quantity"][::2]
    each = len(quantities) + 2
    ours = np.array(table["value"], float).reshape(-1, 2)
    samples = columns(results / "samples.csv")
    checked = np.column_stack([np.array(samples[path][:CHECKED], float) for path in quantities])
    members = SAMPLES * each
    rival = Rival(results, quantities, block.solver_of_user_days(CORES > 1))
    exact = rival.lost(checked, 1e-12, 1e-6)
    own = np.abs(np.array(samples[MEASURE][:CHECKED], float) / exact - 1).max()
    found = {}
    title = f"Sobol indices of {len(quantities)} quantities, {SAMPLES:,} samples, {cores(CORES)}"
    for beside, solver, count in (("that measure alone", block.solver_of_user_days, SAMPLES),
                                  (f"all measures, {FEWER:,} samples", block.solver_of_summaries, FEWER)):
        rival = Rival(results, quantities, solver(CORES > 1))
        off = own, np.abs(rival.lost(checked) / exact - 1).max()
        compare(title, f"SALib, numbalsoda: {beside}", members, lambda: seconds(lambda: run(*command)),
                lambda: seconds(lambda: found.update({count: rival.indices(count)})) * SAMPLES / count, rounds, off)
    theirs = found[SAMPLES]
    difference = np.abs(ours - np.column_stack([theirs["S1"], theirs["ST"]])).max()
    width = np.column_stack([theirs["S1_conf"], theirs["ST_conf"]]).max()
    return (f"Our indices and SALib's differ by {difference:.3f} at most, where SALib's intervals reach {width:.3f} to either side. "
            f"Our {members:,} members take {seconds(lambda: run(*command)):.1f} s with files.")

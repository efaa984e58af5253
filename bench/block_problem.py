"""What numba's equations of scenarios/block.json take: parameters by member, and the days at which the equations change."""

import datetime
import json

import numpy as np

from block import AWARE, BLOCK, PARAMETERS
from measure import columns as read_columns


class Problem:
    """Parameters of every member and where the equations change.

    From the folder of an ensemble or a sensitivity of ours: its scenario and, unless `columns` gives other values of the uncertain
    quantities by path, its members.
    """

    markets = ("russia", "iran")

    def __init__(self, results, columns=None):
        scenario = json.loads((results / "run.json").read_text())["resolved_scenario"]
        start = datetime.date.fromisoformat(scenario["start"])
        if columns is None:
            table = read_columns(results / "members.csv")
            columns = {name: np.array(cells, float) for name, cells in table.items() if name != "status" and all(cells)}
        self.columns = columns

        def day(text):
            return (datetime.date.fromisoformat(text) - start).days

        def number(value, path):
            if not isinstance(value, dict):
                return 0.0 if value is None else float(value)
            if "parameter" not in value:
                return columns[path]
            name = value["parameter"]
            return number(scenario["parameters"][name], f"parameters/{name}")

        self.days = day(scenario["end"]) + 1
        self.parameters = np.zeros((len(next(iter(columns.values()))), 2 * PARAMETERS))
        begins, series = [], []
        for k, market in enumerate(self.markets):
            service = scenario["markets"][market]["services"]["telegram"]
            steps = scenario["enforcement"][market]["steps"]
            aware = next(name for name in ("court_order", "block") if "awareness" in steps.get(name, {}))
            begins.append((day(steps["block"]["on"]), day(steps[aware]["on"])))
            series.append([(day(date), people) for date, people in scenario["markets"][market]["online_population"]["series"]])
            base, path, adoption = f"markets/{market}/services/telegram", f"enforcement/{market}/steps", service["adoption"]
            share = number(service["circumvention_share"], f"{base}/circumvention_share")
            most = number(service["circumvention_share_max"], f"{base}/circumvention_share_max")
            values = [
                number(adoption.get("innovation_per_year"), f"{base}/adoption/innovation_per_year") / 365.25,
                number(adoption["imitation_per_year"], f"{base}/adoption/imitation_per_year") / 365.25,
                number(adoption["ceiling_share"], f"{base}/adoption/ceiling_share"),
                number(service["churn_per_year"], f"{base}/churn_per_year") / 365.25,
                share, np.maximum(0.0, most - share),
                *[1 / number(service[key], f"{base}/{key}") for key in (
                    "learning_days", "fatigue_days", "return_days", "tool_drop_days", "give_up_days", "reconsider_days")],
                service["direct_users"], number(steps["block"]["effectiveness"], f"{path}/block/effectiveness"),
                number(steps["block"]["rollout_days"], f"{path}/block/rollout_days"),
                number(steps[aware]["awareness"], f"{path}/{aware}/awareness"),
                number(scenario["services"]["telegram"]["messages_per_user_per_day"], "services/telegram/messages_per_user_per_day"),
            ]
            for i, value in enumerate(values):
                self.parameters[:, k * PARAMETERS + i] = value
            self.parameters[:, k * PARAMETERS + BLOCK], self.parameters[:, k * PARAMETERS + AWARE] = begins[-1]
        changes = {t for knots in series for t, _ in knots} | {t for pair in begins for t in pair}
        self.stops = np.array([0, *sorted(t for t in changes if 0 < t < self.days - 1), self.days - 1])
        # People and slope of each stretch, and whether block and awareness have begun in it.
        self.stretches = np.zeros((len(self.stops) - 1, 2, 5))
        for i, stop in enumerate(self.stops[:-1]):
            for k, knots in enumerate(series):
                (t0, n0), (t1, n1) = next((a, b) for a, b in zip(knots, knots[1:] + [(10**6, knots[-1][1])]) if a[0] <= stop < b[0])
                self.stretches[i, k] = n0, (n1 - n0) / (t1 - t0), t0, *(stop >= t for t in begins[k])

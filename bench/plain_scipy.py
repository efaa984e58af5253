"""One plain run of scenarios/block.json in Python with SciPy and pandas, as a researcher would write it: plain_scipy.py SCENARIO FOLDER

Columns of the state are enforced Russia and Iran, then both left alone.
"""

import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.integrate import solve_ivp

sys.path.insert(0, str(Path(__file__).parents[1] / "Tests/python"))

from reference.scenario import read_scenario  # noqa: E402

STAGES = {"request": 1, "fine": 2, "court_order": 3}
STAGE_NAMES = ("none", "requested", "fined", "ordered")


class Markets:
    """Coefficients of both markets, and what steps have done to them so far."""

    def __init__(self, scenario):
        self.pairs = scenario.pairs
        self.steps = [sorted((s for s in scenario.steps if pair.key in s.pairs), key=lambda s: s.on) for pair in self.pairs]
        for name in ("p", "q", "ceiling_share", "churn", "circumvention_share", "circumvention_share_max", "learning_days",
                     "fatigue_days", "return_days", "tool_drop_days", "give_up_days", "reconsider_days", "awareness_days"):
            setattr(self, name, np.tile([getattr(pair, name) for pair in self.pairs], 2))
        self.learnable = self.circumvention_share_max - self.circumvention_share
        changes = {s.on for steps in self.steps for s in steps} | {t for pair in self.pairs for t in pair.population.times}
        self.stops = [0.0, *sorted(t for t in changes if 0 < t < scenario.days), float(scenario.days)]
        self.closed, self.heard = np.zeros((3, 4)), np.zeros((2, 4))  # effectiveness, day, rollout_days; awareness, day
        self.closed[2] = 1

    def enter(self, stop):
        """The steps of an instant, and people online until the next."""
        for i, steps in enumerate(self.steps):
            for step in (s for s in steps if s.on == stop):
                if step.action == "block":
                    self.closed[:, i] = step.effectiveness, stop, step.rollout_days
                if step.awareness:
                    self.heard[:, i] = step.awareness, stop
        people = np.array([(pair.population.at(stop), pair.population.at(stop + 0.5)) for pair in self.pairs])
        self.since, self.people, self.slope = stop, np.tile(people[:, 0], 2), np.tile((people[:, 1] - people[:, 0]) * 2, 2)

    def flows(self, t, y):
        """Rates of the stocks (6 by market, enforced and left alone), newcomers, potential, ε and awareness, and people online."""
        D, C1, C0, W1, W0, X = y
        C, W = C1 + C0, W1 + W0
        A = D + C
        online = self.people + self.slope * (t - self.since)
        K = self.ceiling_share * online
        P = np.maximum(0, K - A - W - X)
        effectiveness, begun, tau = self.closed
        rest = np.exp(-(t - begun) / tau)
        epsilon = effectiveness * (1 - rest)
        sigma = effectiveness * rest / tau / (1 - epsilon)
        S = self.heard[0] * np.exp(-(t - self.heard[1]) / self.awareness_days)
        omega = self.circumvention_share + self.learnable * C / (A + W)
        n = (self.p * K + self.q * A) * P / K * (1 + S)
        dropped, learned, home = C0 / self.tool_drop_days + C0 / self.fatigue_days, omega * W1 / self.learning_days, W0 / self.return_days
        tired, shut, churn, gone = C1 / self.fatigue_days, sigma * D, self.churn, 1 / self.give_up_days
        rates = np.array([
            n * (1 - epsilon) + home + dropped - shut - churn * D,
            n * epsilon * omega + omega * shut + sigma * C0 + learned - tired - churn * C1,
            -dropped - (sigma + churn) * C0,
            (1 - omega) * shut + sigma * W0 + tired - learned - (gone + churn) * W1,
            -home - (sigma + gone + churn) * W0,
            gone * W - X / self.reconsider_days,
        ])
        return rates, n * (1 - epsilon) + n * epsilon * omega, P, epsilon, S, online

    def rates(self, t, y):
        stocks = y[:24].reshape(6, 4)
        active = stocks[0] + stocks[1] + stocks[2]
        return np.append(self.flows(t, stocks)[0].ravel(), active[2:] - active[:2])


def solve(scenario):
    """timeseries.csv and events.csv as frames."""
    markets, rows, events = Markets(scenario), [], []
    service = scenario.services["telegram"]
    y = np.zeros(26)
    y[:4] = [pair.direct_users for pair in scenario.pairs] * 2
    stages, registered, blocked = [0, 0], [False, False], [False, False]
    for start, end in zip(markets.stops, markets.stops[1:]):
        markets.enter(start)
        for i, pair in enumerate(scenario.pairs):
            for s in (s for s in markets.steps[i] if s.on == start):
                stages[i] = max(stages[i], STAGES.get(s.action, 0))
                registered[i] |= s.action == "register"
                blocked[i] |= s.action == "block"
                events.append((scenario.date_at(start), start, *pair.key, s.case, s.name, s.action, s.cause,
                               "blocked" if blocked[i] else "open", STAGE_NAMES[stages[i]], "registered" if registered[i] else "none",
                               y[i] + y[4 + i] + y[8 + i], s.fine_usd))
        days = np.arange(start, end + 1)
        solution = solve_ivp(markets.rates, (start, end), y, "DOP853", days, rtol=1e-9, atol=1e-5)
        y = solution.y[:, -1]
        for t, state in zip(days if end == scenario.days else days[:-1], solution.y.T):
            stocks = state[:24].reshape(6, 4)
            _, newcomers, potential, epsilon, awareness, online = markets.flows(t, stocks)
            for i, pair in enumerate(scenario.pairs):
                D, C1, C0, W1, W0, X = stocks[:, i]
                active = D + C1 + C0
                rows.append((scenario.date_at(t), *pair.key, "blocked" if blocked[i] else "open", STAGE_NAMES[stages[i]],
                             "registered" if registered[i] else "none", online[i], active, D, C1 + C0, W1 + W0, X, potential[i],
                             stocks[:3, 2 + i].sum(), newcomers[i], epsilon[i], 1.0, awareness[i],
                             service.messages_per_user_per_day * active, state[24 + i]))
    return (pd.DataFrame(rows, columns="date market service access stage registry online_population active_users direct_users "
                         "circumventing_users waiting_users left_users potential_users counterfactual_active_users "
                         "new_users_per_day block_effectiveness tools_working awareness messages_per_day user_days_lost".split()),
            pd.DataFrame(events, columns="date days_since_start market service case step action cause access stage registry "
                         "active_users fine_usd".split()))


def totals(timeseries):
    at_risk = (timeseries["stage"] != "none") | (timeseries["access"] == "blocked")
    frame = timeseries.assign(at_risk=at_risk.astype(int), users=timeseries["active_users"].where(at_risk, 0.0))
    sums = frame.groupby(["date", "service"], as_index=False)[
        ["at_risk", "active_users", "users", "counterfactual_active_users", "user_days_lost"]].sum()
    sums["users"] /= sums["active_users"]
    return sums.rename(columns={"at_risk": "markets_at_risk", "users": "users_at_risk_share"})


def summary(timeseries, events):
    rows = []
    for (market, service), frame in timeseries.groupby(["market", "service"], sort=False):
        users, last, blocked = frame["active_users"], frame.iloc[-1], frame["access"] == "blocked"
        for measure, value, unit in (
                ("active_users_at_start", users.iloc[0], "people"), ("active_users_at_end", users.iloc[-1], "people"),
                ("peak_active_users", users.max(), "people"), ("lowest_active_users_while_blocked", users[blocked].min(), "people"),
                ("days_blocked", blocked.sum(), "days"),
                ("share_lost_at_end", 1 - last["active_users"] / last["counterfactual_active_users"], "1"),
                ("circumventing_share_at_end", last["circumventing_users"] / last["active_users"], "1"),
                ("user_days_lost", last["user_days_lost"], "user-days"),
                ("fines_usd", events.loc[events["market"] == market, "fine_usd"].sum(), "USD"), ("storage_cost_usd", None, "USD"),
                ("revenue_lost_usd", 0.0, "USD"), ("economic_value_lost_usd", 0.0, "USD")):
            rows.append((market, service, measure, value, unit))
    return pd.DataFrame(rows, columns=["market", "service", "measure", "value", "unit"])


if __name__ == "__main__":
    timeseries, events = solve(read_scenario(sys.argv[1]))
    folder = Path(sys.argv[2])
    folder.mkdir()
    for name, frame in (("timeseries", timeseries), ("totals", totals(timeseries)), ("events", events.drop(columns="fine_usd")),
                        ("summary", summary(timeseries, events))):
        with open(folder / f"{name}.csv", "w", encoding="utf-8") as file:
            frame.to_csv(file, index=False)
            file.flush()
            os.fsync(file.fileno())

"""The tables of results, row by row, and their files."""

import csv
from pathlib import Path

import numpy as np

from .flows import all_flows, joining
from .platform import pairs_at_risk, users_at_risk_share
from .scenario import YEAR
from .shocks import forces_from
from .storage import Traffic, daily_duties, holders

HEADERS = {
    "timeseries": "date market service access stage registry online_population active_users direct_users "
                  "circumventing_users waiting_users left_users potential_users counterfactual_active_users "
                  "new_users_per_day block_effectiveness tools_working awareness messages_per_day user_days_lost",
    "totals": "date service markets_at_risk active_users users_at_risk_share counterfactual_active_users "
              "user_days_lost",
    "events": "date days_since_start market service case step action cause access stage registry active_users",
    "retention": "date market service law holder content_required_tb metadata_required_tb cost_to_date_usd",
    "summary": "market service measure value unit",
}


def at_least_zero(x):
    """A stock, without the solver's noise below zero."""
    return max(0.0, float(x))


def share(part, whole):
    """A share, undefined of fewer than a millionth of a person."""
    return part / whole if whole >= 1e-6 else None


def active_by_day(solution, part):
    """Active users for each day (rows) and pair (columns)."""
    stocks = solution.daily[:, part].reshape(-1, solution.layout.count, 6)
    return np.maximum(stocks[:, :, :3], 0).sum(axis=2)


def forces_on_pairs(solution, t):
    """The forces on every pair at t."""
    states = solution.states_at(t)
    return [forces_from(pair, states[pair.key], t)(t) for pair in solution.scenario.pairs]


def timeseries(solution):
    """A row for each date and pair."""
    scenario, layout = solution.scenario, solution.layout
    others = active_by_day(solution, layout.other)
    for day in scenario.dates:
        t = scenario.time_of(day)
        y, states, forces = solution.daily[t], solution.states_at(t), forces_on_pairs(solution, t)
        stocks = layout.by_pair(y.tolist(), layout.actual)
        flows = all_flows(scenario.pairs, stocks, forces, t)
        for i, pair in enumerate(scenario.pairs):
            state, online = states[pair.key], pair.population.at(t)
            D, C1, C0, W1, W0, X = (at_least_zero(x) for x in stocks[i])
            A = D + C1 + C0
            P = max(0.0, pair.ceiling_share * online - A - W1 - W0 - X)
            yield (day, *pair.key, state.access, state.stage, state.registry, online, A, D, C1 + C0,
                   W1 + W0, X, P, others[t, i], sum(joining(flows[i])), forces[i].epsilon, forces[i].v,
                   forces[i].S, scenario.services[pair.service].messages_per_user_per_day * A,
                   y[layout.lost][i])


def totals(solution):
    """A row for each date and service that occurs in some market."""
    scenario, layout = solution.scenario, solution.layout
    actual = active_by_day(solution, layout.actual)
    others = active_by_day(solution, layout.other)
    present = {pair.service for pair in scenario.pairs}
    for day in scenario.dates:
        t = scenario.time_of(day)
        states, lost = solution.states_at(t), solution.daily[t, layout.lost]
        active = {pair.key: actual[t, i] for i, pair in enumerate(scenario.pairs)}
        for service in (name for name in scenario.services if name in present):
            mine = [i for i, pair in enumerate(scenario.pairs) if pair.service == service]
            yield (day, service, len(pairs_at_risk(service, states)), sum(actual[t, i] for i in mine),
                   users_at_risk_share(service, states, active), sum(others[t, i] for i in mine),
                   sum(lost[i] for i in mine))


def events(solution):
    """A row for each step and answer against each pair, in the order taken."""
    for event in solution.events:
        users = None if event.active_users is None else at_least_zero(event.active_users)
        yield (solution.scenario.date_at(event.t), event.t, *event.pair, event.case, event.step, event.action,
               event.cause, event.access, event.stage, event.registry, users)


def duties_by_pair(solution):
    """For each pair by number, law and holder: the daily duties."""
    scenario = solution.scenario
    duties = {}
    for i, pair in enumerate(scenario.pairs):
        state = solution.final_states[pair.key]
        traffic = Traffic(scenario, scenario.services[pair.service],
                          lambda t, i=i: solution.user_days_at(i, t), state.registered_at, state.complied_at)
        for law in scenario.laws:
            for holder in holders(law) if law.market == pair.market else []:
                duties[i, law.name, holder] = daily_duties(law, holder, traffic)
    return duties


def retention(solution, duties):
    """A row for each date, pair, law and holder."""
    scenario = solution.scenario
    for day in scenario.dates:
        for (i, law, holder), rows in duties.items():
            yield (day, *scenario.pairs[i].key, law, holder, *rows[scenario.time_of(day)])


def storage_cost(solution, duties, i):
    """What storing a pair's traffic has cost at the end, undefined where its market has no law."""
    if all(law.market != solution.scenario.pairs[i].market for law in solution.scenario.laws):
        return None
    return sum(rows[-1][2] for (pair, *_), rows in duties.items() if pair == i)


def summary(solution, duties):
    """A row for each pair and measure."""
    scenario, layout = solution.scenario, solution.layout
    actual = active_by_day(solution, layout.actual)
    others = active_by_day(solution, layout.other)
    for i, pair in enumerate(scenario.pairs):
        users, last = actual[:, i], solution.daily[-1]
        D, C1, C0, *_ = (at_least_zero(x) for x in layout.by_pair(last, layout.actual)[i])
        blocked = [t for t in range(scenario.days + 1)
                   if solution.states_at(t)[pair.key].access == "blocked"]
        remaining = share(users[-1], others[-1, i])
        lost = last[layout.lost][i]
        revenue = scenario.services[pair.service].revenue_usd_per_user_year / YEAR
        measures = [
            ("active_users_at_start", users[0], "people"),
            ("active_users_at_end", users[-1], "people"),
            ("peak_active_users", max(users), "people"),
            ("lowest_active_users_while_blocked", min((users[t] for t in blocked), default=None), "people"),
            ("days_blocked", len(blocked), "days"),
            ("share_lost_at_end", None if remaining is None else 1 - remaining, "1"),
            ("circumventing_share_at_end", share(C1 + C0, users[-1]), "1"),
            ("user_days_lost", lost, "user-days"),
            ("fines_usd", sum(e.fine_usd for e in solution.events if e.pair == pair.key), "USD"),
            ("storage_cost_usd", storage_cost(solution, duties, i), "USD"),
            ("revenue_lost_usd", lost * revenue, "USD"),
            ("economic_value_lost_usd", lost * pair.economic_value_usd_per_user_day, "USD"),
        ]
        for measure, value, unit in measures:
            yield (*pair.key, measure, value, unit)


def all_tables(solution):
    """Every table by name; retention only where there are laws."""
    duties = duties_by_pair(solution)
    tables = {"timeseries": list(timeseries(solution)), "totals": list(totals(solution)),
              "events": list(events(solution)), "summary": list(summary(solution, duties))}
    if solution.scenario.laws:
        tables["retention"] = list(retention(solution, duties))
    return tables


def cell(value):
    """A value as it stands in a file: empty where undefined, numbers so that they read back the same."""
    if value is None:
        return ""
    return repr(float(value)) if isinstance(value, (float, np.floating)) else str(value)


def write_tables(solution, directory):
    """Writes every table as a CSV file."""
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    for name, rows in all_tables(solution).items():
        with open(directory / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADERS[name].split())
            writer.writerows([cell(value) for value in row] for row in rows)

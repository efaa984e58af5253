"""The reference solution against closed forms and hand-worked courses of enforcement."""

import csv
import json
from datetime import date
from math import exp, inf, log

import numpy as np
import pytest
from scipy import stats

from reference.compare import compare
from reference.dates import add_months, output_dates, parse_period
from reference.distributions import quantile
from reference.files import read_file
from reference.flows import ADOPTION
from reference.run import solve
from reference.scenario import YEAR, scenario_from
from reference.tables import all_tables, HEADERS, write_tables

ONLINE = 1e6
K = 0.5 * ONLINE
STILL = {"imitation_per_year": 0, "ceiling_share": 0.5}
CLOSE = {"rel": 1e-9, "abs": 1e-4}


def scenario(pair=None, steps=None, *, service=None, days=400, start="2020-01-01", **top):
    """A scenario with one pair m.s and one case against it."""
    first = date.fromisoformat(start)
    content = {
        "format": 1, "start": start, "end": str(date.fromordinal(first.toordinal() + days)),
        "services": {"s": service or {}},
        "markets": {"m": {"online_population": ONLINE, "services": {
            "s": {"direct_users": 1e5, "adoption": STILL, **(pair or {})}}}},
        "enforcement": {"case": {"market": "m", "service": "s", "steps": steps}} if steps else {},
        **top}
    return scenario_from(content)


def rows(solution, table):
    """The rows of a table as dictionaries."""
    return [dict(zip(HEADERS[table].split(), row)) for row in all_tables(solution)[table]]


def column(solution, name, table="timeseries"):
    """A column of a table."""
    return np.array([row[name] for row in rows(solution, table)], dtype=float)


def measures(solution):
    """The summary of the first pair."""
    return {row["measure"]: row["value"] for row in rows(solution, "summary")[:12]}


def courses(solution):
    """The course of events in short."""
    return [(row["days_since_start"], row["service"], row["action"], row["cause"])
            for row in rows(solution, "events")]


# Adoption

def logistic(t, q, y0, **_):
    """Closed form of logistic growth."""
    return 1 / (1 + (1 / y0 - 1) * np.exp(-q * t))


def bass(t, q, y0, p, **_):
    """Closed form of Bass's model from a share y0 on."""
    b = (1 - y0) / (1 + q / p * y0) * np.exp(-(p + q) * t)
    return (1 - b) / (1 + q / p * b)


def gompertz(t, q, y0, **_):
    """Closed form of Gompertz growth."""
    return np.exp(log(y0) * np.exp(-q * t))


def richards(t, q, y0, nu, **_):
    """Closed form of Richards growth."""
    return (1 + (y0 ** -nu - 1) * np.exp(-q * t)) ** (-1 / nu)


@pytest.mark.parametrize("exact, adoption", [
    (logistic, {"curve": "logistic"}),
    (logistic, {"curve": "bass"}),
    (bass, {"innovation_per_year": 0.03}),
    (gompertz, {"curve": "gompertz"}),
    (richards, {"curve": "richards", "shape": 2.5}),
])
def test_adoption_has_its_closed_form(exact, adoption):
    solution = solve(scenario({"adoption": {"imitation_per_year": 2.0, "ceiling_share": 0.5, **adoption}},
                              days=1500))
    t = np.arange(1501) / YEAR
    share = exact(t, q=2.0, y0=0.2, p=adoption.get("innovation_per_year"), nu=adoption.get("shape"))
    assert column(solution, "active_users") == pytest.approx(K * share, rel=1e-9)


def test_nobody_joins_or_goes_where_there_is_no_room():
    solution = solve(scenario({"adoption": {"innovation_per_year": 1, "imitation_per_year": 1,
                                            "ceiling_share": 0}}, days=30))
    assert set(column(solution, "active_users")) == {1e5}
    assert set(column(solution, "potential_users")) == {0}


def test_no_curve_adds_users_to_a_full_market():
    class Pair:
        p, q, shape = 0.1, 0.2, 3.0
    for curve in ADOPTION.values():
        assert curve(Pair, 100.0, 100.0, 1.0) == 0


# Shocks: each moves exactly its share, as a function of time, if nothing else moves

def gone(share, tau, t, t0=10.0):
    """The share that a shock from t0 on has moved by t."""
    return np.where(t > t0, share * -np.expm1(-(t - t0) / tau), 0.0)


@pytest.mark.parametrize("effectiveness", [0.3, 1.0])
def test_a_block_alone_moves_its_share(effectiveness):
    steps = {"block": {"days": 10, "effectiveness": effectiveness, "rollout_days": 7}}
    solution = solve(scenario({"circumvention_share": 0.4}, steps))
    t = np.arange(401.0)
    out = 1e5 * gone(effectiveness, 7, t)
    assert column(solution, "direct_users") == pytest.approx(1e5 - out, **CLOSE)
    assert column(solution, "circumventing_users") == pytest.approx(0.4 * out, **CLOSE)
    assert column(solution, "waiting_users") == pytest.approx(0.6 * out, **CLOSE)
    assert column(solution, "block_effectiveness") == pytest.approx(effectiveness * gone(1, 7, t), abs=1e-12)


def test_a_second_block_takes_up_where_the_first_one_stands():
    steps = {"block": {"days": 10, "effectiveness": 0.5, "rollout_days": 7},
             "tighter": {"action": "block", "days": 15, "effectiveness": 0.9, "rollout_days": 3}}
    solution = solve(scenario({}, steps))
    assert column(solution, "direct_users")[-1] == pytest.approx(1e5 * 0.1, rel=1e-9)
    assert column(solution, "direct_users") == pytest.approx(
        1e5 * (1 - column(solution, "block_effectiveness")), rel=1e-9)


def test_a_looser_block_lets_in_and_people_come_back():
    steps = {"block": {"days": 10, "effectiveness": 0.8, "rollout_days": 1},
             "looser": {"action": "block", "days": 100, "effectiveness": 0.2, "rollout_days": 1}}
    solution = solve(scenario({"return_days": 2}, steps))
    assert column(solution, "direct_users")[99] == pytest.approx(2e4, rel=1e-9)
    assert column(solution, "direct_users")[-1] == pytest.approx(8e4, rel=1e-9)
    assert column(solution, "waiting_users")[-1] == pytest.approx(2e4, rel=1e-9)


def test_an_unblock_lets_everyone_back_in():
    steps = {"block": {"days": 10, "effectiveness": 0.8}, "unblock": {"days": 100}}
    solution = solve(scenario({"return_days": 2, "tool_drop_days": 3, "circumvention_share": 0.5}, steps))
    assert column(solution, "direct_users")[-1] == pytest.approx(1e5, rel=1e-9)


def test_trust_loss_alone_moves_its_share_of_all_who_are_there():
    steps = {"threat": {"days": 10, "trust_loss": 0.3}, "warning": {"days": 10, "trust_loss": 0.5}}
    solution = solve(scenario({"trust_days": 5}, steps))
    t = np.arange(401.0)
    stay = 1e5 * (1 - gone(0.3, 5, t)) * (1 - gone(0.5, 5, t))
    assert column(solution, "direct_users") == pytest.approx(stay, **CLOSE)
    assert column(solution, "left_users") == pytest.approx(1e5 - stay, **CLOSE)


def test_a_restriction_alone_stops_its_share_of_tools():
    steps = {"block": {"on": "2019-01-01", "effectiveness": 1},
             "restrict_tools": {"days": 10, "tools_working": 0.25, "rollout_days": 4},
             "further": {"action": "restrict_tools", "days": 200, "tools_working": 0.1}}
    solution = solve(scenario({"direct_users": 0, "circumventing_users": 1e5}, steps, days=300))
    assert column(solution, "circumventing_users")[:200] == pytest.approx(
        1e5 * (1 - gone(0.75, 4, np.arange(200.0))), rel=1e-9)
    assert column(solution, "circumventing_users")[-1] == pytest.approx(1e4, rel=1e-9)
    assert column(solution, "tools_working")[-1] == pytest.approx(0.1)


# Single flows

BLOCKED = {"block": {"on": "2000-01-01", "effectiveness": 1}}


@pytest.mark.parametrize("pair, steps, name, days", [
    ({"waiting_users": 1e4, "return_days": 50}, None, "waiting_users", 50),
    ({"circumventing_users": 1e4, "tool_drop_days": 50}, None, "circumventing_users", 50),
    ({"circumventing_users": 1e4, "fatigue_days": 50}, None, "circumventing_users", 50),
    ({"circumventing_users": 1e4, "fatigue_days": 50}, BLOCKED, "circumventing_users", 50),
    ({"waiting_users": 1e4, "learning_days": 20, "circumvention_share": 0.4}, BLOCKED, "waiting_users", 50),
    ({"waiting_users": 1e4, "give_up_days": 50}, BLOCKED, "waiting_users", 50),
    ({"left_users": 1e4, "reconsider_days": 50}, None, "left_users", 50),
    ({"churn_per_year": YEAR / 50}, None, "direct_users", 50),
    ({"waiting_users": 1e4, "churn_per_year": YEAR / 50}, BLOCKED, "waiting_users", 50),
    ({"circumventing_users": 1e4, "churn_per_year": YEAR / 50}, BLOCKED, "circumventing_users", 50),
])
def test_a_flow_alone_empties_its_stock_exponentially(pair, steps, name, days):
    users = column(solve(scenario(pair, steps, days=200)), name)
    assert users == pytest.approx(users[0] * np.exp(-np.arange(201) / days), **CLOSE)


def test_newcomers_behind_a_block_come_by_tool_or_not_at_all():
    pair = {"direct_users": 0, "circumvention_share": 0.3,
            "adoption": {"innovation_per_year": 0.5, "imitation_per_year": 0, "ceiling_share": 0.5}}
    steps = {"block": {"on": "2010-01-01", "effectiveness": 0.6}}
    solution = solve(scenario(pair, steps))
    rate = 0.5 / YEAR * (0.4 + 0.6 * 0.3)
    users = K * -np.expm1(-rate * np.arange(401))
    assert column(solution, "active_users") == pytest.approx(users, **CLOSE)
    assert column(solution, "direct_users") == pytest.approx(users * 0.4 / 0.58, **CLOSE)
    assert column(solution, "new_users_per_day") == pytest.approx(rate * (K - users), rel=1e-9)


def test_awareness_speeds_up_adoption_and_wears_off():
    pair = {"direct_users": 0, "awareness_days": 20,
            "adoption": {"innovation_per_year": 0.5, "imitation_per_year": 0, "ceiling_share": 0.5}}
    solution = solve(scenario(pair, {"threat": {"days": 0, "awareness": 2}}, days=100))
    t = np.arange(101)
    assert column(solution, "awareness") == pytest.approx(2 * np.exp(-t / 20))
    exposure = 0.5 / YEAR * (t + 2 * 20 * -np.expm1(-t / 20))
    assert column(solution, "active_users") == pytest.approx(K * -np.expm1(-exposure), **CLOSE)


def test_a_substitute_gains_the_share_that_moves_there():
    content = {
        "format": 1, "start": "2020-01-01", "end": "2020-06-01", "services": {"a": {}, "b": {}},
        "markets": {"m": {"online_population": 1e12, "services": {
            "a": {"direct_users": 1e5, "adoption": {"imitation_per_year": 0, "ceiling_share": 0.5},
                  "substitutes": {"b": 0.25}},
            "b": {"direct_users": 0, "adoption": {"imitation_per_year": 0, "ceiling_share": 0.5}}}}},
        "enforcement": {"c": {"market": "m", "service": "a", "steps": {
            "block": {"days": 10, "effectiveness": 0.8, "trust_loss": 0.1}}}}}
    last = rows(solve(scenario_from(content)), "timeseries")[-2:]
    assert last[0]["direct_users"] < 2e4
    assert last[1]["direct_users"] > 0.25 * 8e4
    lost_trust_while_waiting = last[0]["left_users"] + last[0]["waiting_users"] - last[1]["direct_users"] / 0.25
    assert lost_trust_while_waiting == pytest.approx(0, abs=1)


RICH = {
    "format": 1, "start": "2020-01-01", "end": "2021-06-15",
    "services": {
        "a": {"platform": {"policy": "comply_if", "users_at_risk_share_at_least": 0.4, "answers_in_days": 30,
                           "trust_loss": 0.1}},
        "b": {}},
    "markets": {
        "m": {"online_population": {"series": [["2020-03-01", 1e6], ["2021-01-01", 1.4e6]]}, "services": {
            "a": {"direct_users": 1e5, "circumventing_users": 3e3, "waiting_users": 2e3, "left_users": 1e3,
                  "adoption": {"innovation_per_year": 0.01, "imitation_per_year": 2, "ceiling_share": 0.5},
                  "churn_per_year": 0.2, "circumvention_share": 0.3, "circumvention_share_max": 0.8,
                  "learning_days": 100, "fatigue_days": 150, "return_days": 5, "tool_drop_days": 60,
                  "give_up_days": 300, "reconsider_days": 400, "substitutes": {"b": 0.3}},
            "b": {"direct_users": 3e5, "substitutes": {"a": 0.1},
                  "adoption": {"curve": "gompertz", "imitation_per_year": 0.5, "ceiling_share": 0.6}}}},
        "n": {"online_population": 2e6, "services": {
            "a": {"direct_users": 2e5, "adoption": {"curve": "logistic", "imitation_per_year": 1,
                                                    "ceiling_share": 0.3}}}}},
    "enforcement": {
        "all_of_m": {"market": "m", "steps": {
            "threat": {"on": "2019-12-01", "awareness": 0.3},
            "request": {"rate_per_year": 4, "users_reference": 4e5, "users_exponent": 2},
            "block": {"after": "request", "days": 40, "effectiveness": 0.9, "rollout_days": 2},
            "restrict_tools": {"after": "block", "days": 50, "tools_working": 0.5, "rollout_days": 20},
            "unblock": {"after": "block", "days": 150}}},
        "fines": {"market": "n", "service": "a", "steps": {
            "fine": {"days": 100, "fine_usd": 10, "trust_loss": 0.02}}}}}


def test_people_are_conserved():
    solution = solve(scenario_from(RICH))
    shares = {("m", "a"): 0.5, ("m", "b"): 0.6, ("n", "a"): 0.3}
    for row in rows(solution, "timeseries"):
        ceiling = shares[row["market"], row["service"]] * row["online_population"]
        stocks = sum(row[name] for name in ("direct_users", "circumventing_users", "waiting_users", "left_users",
                                            "potential_users"))
        assert stocks == pytest.approx(ceiling, rel=1e-12)
        assert min(row[name] for name in ("direct_users", "potential_users", "new_users_per_day")) >= 0


def test_lost_user_days_are_the_integral_of_the_difference():
    solution = solve(scenario_from(RICH))
    t = np.arange(solution.scenario.days + 1)
    fine = np.array([solution.trajectory.at(x) for x in np.arange(0, t[-1] + 0.01, 0.125)])
    layout = solution.layout
    for i in range(3):
        active, other = fine[:, 6 * i:6 * i + 3].sum(axis=1), fine[:, 6 * (3 + i):6 * (3 + i) + 3].sum(axis=1)
        area = np.trapezoid(other - active, dx=0.125)
        assert fine[-1, layout.lost][i] == pytest.approx(area, rel=1e-3)


# Enforcement

def test_a_constant_hazard_fires_at_its_median():
    steps = {"block": {"rate_per_year": 1.5, "effectiveness": 0.5},
             "unblock": {"after": "block", "rate_per_year": 2}}
    events = rows(solve(scenario({}, steps)), "events")
    first, second = log(2) / 1.5 * YEAR, log(2) / 2 * YEAR
    assert [row["days_since_start"] for row in events] == pytest.approx([first, first + second], abs=1e-9)
    assert [row["cause"] for row in events] == ["hazard", "hazard"]


def test_a_hazard_follows_the_number_of_users():
    churn, eta = 0.8 / YEAR, 1.7
    pair = {"churn_per_year": 0.8}
    steps = {"fine": {"rate_per_year": 2, "users_reference": 8e4, "users_exponent": eta}}
    (event,) = rows(solve(scenario(pair, steps)), "events")
    rate = 2 / YEAR * (1e5 / 8e4) ** eta
    assert event["days_since_start"] == pytest.approx(-log(1 - log(2) * eta * churn / rate) / (eta * churn),
                                                      abs=1e-7)


def test_a_hazard_from_a_step_before_start_has_its_age():
    steps = {"threat": {"on": "2019-10-01"},
             "soon": {"action": "request", "after": "threat", "rate_per_year": 5},
             "later": {"action": "fine", "after": "threat", "rate_per_year": 1, "users_reference": 2e5}}
    soon, later = rows(solve(scenario({}, steps, days=600)), "events")[1:]
    assert soon["days_since_start"] == pytest.approx(-92 + log(2) / 5 * YEAR, abs=1e-9)
    assert (soon["active_users"], later["active_users"]) == (None, pytest.approx(1e5))
    assert later["days_since_start"] == pytest.approx(-92 + 2 * log(2) * YEAR, abs=1e-8)


def test_a_block_before_start_has_its_age():
    steps = {"block": {"on": "2019-12-31", "effectiveness": 0.5, "rollout_days": 2}}
    solution = solve(scenario({"waiting_users": 100}, steps, days=100))
    assert column(solution, "block_effectiveness")[0] == pytest.approx(0.5 * (1 - exp(-0.5)))
    assert column(solution, "direct_users")[-1] == pytest.approx(1e5 * 0.5 / (1 - 0.5 * (1 - exp(-0.5))))
    assert column(solution, "counterfactual_active_users")[-1] == pytest.approx(100100 - 100 * exp(-100 / 14))


def test_steps_of_one_instant_stand_in_the_order_of_actions_and_drop_by_comply():
    steps = {"b": {"action": "block", "days": 5, "effectiveness": 1}, "comply": {"days": 5}, "fine": {"days": 5},
             "restrict_tools": {"days": 6, "tools_working": 0.5}, "unblock": {"days": 9},
             "more": {"action": "fine", "after": "fine", "days": 0}}
    solution = solve(scenario({}, steps))
    assert courses(solution) == [(5, "s", "fine", "delay"), (5, "s", "comply", "delay"),
                                 (6, "s", "restrict_tools", "delay")]
    assert [row["stage"] for row in rows(solution, "events")] == ["fined", "none", "none"]


def test_a_chain_without_delay_is_one_instant():
    steps = {"threat": {"days": 5}, "request": {"after": "threat", "days": 0},
             "block": {"after": "request", "days": 0, "effectiveness": 1}, "unblock": {"days": 5}}
    solution = solve(scenario({}, steps))
    assert [event[2] for event in courses(solution)] == ["threat", "unblock", "request", "block"]
    assert rows(solution, "timeseries")[5]["access"] == "blocked"


def test_a_market_wide_step_acts_on_all_but_those_that_dropped_it():
    content = {
        "format": 1, "start": "2020-01-01", "end": "2020-06-01",
        "services": {"z": {}, "a": {"platform": {"policy": "comply", "answers_in_days": 2}}},
        "markets": {"m": {"online_population": 1e6, "services": {
            name: {"direct_users": 1e5, "adoption": STILL} for name in ("z", "a")}}},
        "enforcement": {"all": {"market": "m", "steps": {
            "request": {"on": "2020-01-11"}, "fine": {"after": "request", "days": 5, "fine_usd": 7},
            "last": {"action": "comply", "after": "fine", "days": 1},
            "never": {"action": "block", "after": "last", "days": 1, "effectiveness": 1},
            "nor": {"action": "restrict_tools", "after": "never", "days": 1, "tools_working": 0}}}}}
    solution = solve(scenario_from(content))
    assert courses(solution) == [
        (10, "a", "request", "scheduled"), (10, "z", "request", "scheduled"), (12, "a", "comply", "platform"),
        (15, "z", "fine", "delay"), (16, "z", "comply", "delay")]
    assert [(row["service"], row["value"]) for row in rows(solution, "summary")
            if row["measure"] == "fines_usd"] == [("z", 7), ("a", 0)]


def three_markets(policy, steps):
    """One service in three markets, each with its own case."""
    names = ("x", "y", "z")
    return scenario_from({
        "format": 1, "start": "2020-01-01", "end": "2020-06-01", "services": {"s": {"platform": policy}},
        "markets": {name: {"online_population": 1e6, "services": {"s": {"direct_users": 1e5, "adoption": STILL}}}
                    for name in names},
        "enforcement": {f"in_{name}": {"market": name, "service": "s", "steps": steps[name]} for name in names}})


def test_a_platform_gives_in_only_to_the_demand_that_makes_it_three():
    request = {"request": {"days": 5}}
    solution = solve(three_markets(
        {"policy": "comply_if", "markets_at_risk_at_least": 3, "answers_in_days": 14, "trust_loss": 0.1},
        {"x": {**request, "fine": {"days": 30}}, "y": {"request": {"days": 7}}, "z": {"request": {"days": 9}}}))
    answers = [row for row in rows(solution, "events") if row["cause"] == "platform"]
    assert [(row["days_since_start"], row["market"], row["step"]) for row in answers] == [(23, "z", "request")]
    assert answers[0]["registry"] == "complied"
    assert [row["markets_at_risk"] for row in rows(solution, "totals")][4:25] == (
        [0] + [1] * 2 + [2] * 2 + [3] * 14 + [2] * 2)


def test_demands_of_one_instant_count_each_other():
    request = {"request": {"days": 5}}
    solution = solve(three_markets({"policy": "comply_if", "users_at_risk_share_at_least": 0.9},
                                   {"x": request, "y": request, "z": request}))
    assert [event[2:] for event in courses(solution)] == (
        [("request", "delay")] * 3 + [("comply", "platform")] * 3)


def test_answering_to_register_happens_once():
    solution = solve(scenario({}, {"request": {"days": 1}, "fine": {"days": 1}, "block": {"days": 50,
                              "effectiveness": 1}}, service={"platform": {"policy": "comply",
                                                                         "answer": "register"}}))
    assert courses(solution) == [(1, "s", "request", "delay"), (1, "s", "fine", "delay"),
                                 (1, "s", "register", "platform"), (50, "s", "block", "delay")]


def test_withdrawing_is_final():
    steps = {"request": {"days": 2}, "withdraw": {"days": 5, "rollout_days": 2}, "unblock": {"days": 50},
             "fine": {"days": 60}}
    solution = solve(scenario({"circumventing_users": 1e3, "circumvention_share": 0.5}, steps,
                              service={"platform": {"policy": "comply", "answers_in_days": 10}}))
    assert [event[2] for event in courses(solution)] == ["request", "withdraw", "unblock", "fine"]
    last = rows(solution, "timeseries")[-1]
    assert (last["access"], last["stage"], last["block_effectiveness"]) == ("withdrawn", "fined", 1)
    assert last["active_users"] == pytest.approx(0, abs=1e-6)


def test_history_is_not_answered():
    solution = solve(scenario({}, {"request": {"on": "2019-12-31"}},
                              service={"platform": {"policy": "comply"}}))
    assert courses(solution) == [(-1, "s", "request", "scheduled")]


# Storage and cost

def test_a_window_of_six_months_on_constant_users():
    service = {"messages_per_user_per_day": 10, "content_bytes_per_message": 1e4, "metadata_bytes_per_message": 100}
    laws = {"law": {"market": "m", "in_force": "2020-02-01", "content_retention": {"organizer": "P6M"},
                    "metadata_retention": {"organizer": "P6M", "telecom": "P1Y"}, "usd_per_tb_month": 30}}
    steps = {"register": {"days": 60}, "comply": {"days": 90}}
    solution = solve(scenario({}, steps, service=service, laws=laws, days=500))
    organizer, telecom = rows(solution, "retention")[::2], rows(solution, "retention")[1::2]
    window = [t - max(60, (add_months(solution.scenario.date_at(t), -6) - date(2020, 1, 1)).days)
              if t >= 60 else 0 for t in range(501)]
    content = np.array(window) * 1e5 * 10 * 1e4 / 1e12
    assert [row["content_required_tb"] for row in organizer] == pytest.approx(content, rel=1e-9)
    assert [row["metadata_required_tb"] for row in organizer] == pytest.approx(content / 100, rel=1e-9)
    cost = np.cumsum(np.where(np.arange(501) >= 90, content * 1.01, 0)) * 30 * 12 / YEAR
    assert [row["cost_to_date_usd"] for row in organizer] == pytest.approx(cost, rel=1e-9)
    assert telecom[31]["metadata_required_tb"] == 0
    assert telecom[431]["metadata_required_tb"] == pytest.approx(365 * 1e5 * 10 * 100 / 1e12, rel=1e-9)
    assert measures(solution)["storage_cost_usd"] == pytest.approx(
        organizer[-1]["cost_to_date_usd"] + telecom[-1]["cost_to_date_usd"])


def test_summary_of_a_block():
    steps = {"block": {"days": 10, "effectiveness": 0.5, "rollout_days": 7}, "unblock": {"days": 100},
             "fine": {"on": "2019-05-05", "fine_usd": 3}}
    solution = solve(scenario({"return_days": 14}, steps, output_every="P1M",
                              service={"revenue_usd_per_user_year": 2}))
    found = measures(solution)
    assert found["days_blocked"] == 90
    assert found["lowest_active_users_while_blocked"] == pytest.approx(5e4 * (1 + exp(-89 / 7)), rel=1e-9)
    assert found["fines_usd"] == 3
    assert found["revenue_lost_usd"] == pytest.approx(found["user_days_lost"] * 2 / YEAR)
    still_out = 5e4 * (1 - exp(-90 / 7))
    until_let_in = 5e4 * (90 - 7 * (1 - exp(-90 / 7))) + still_out * (1 + 14)
    assert found["user_days_lost"] == pytest.approx(until_let_in, rel=1e-6)
    assert [str(row["date"]) for row in rows(solution, "totals")][:2] == ["2020-01-01", "2020-02-01"]


def test_no_law_leaves_the_cost_of_storing_undefined():
    assert measures(solve(scenario(days=20)))["storage_cost_usd"] is None


def test_a_rollout_drawn_below_the_least_counts_as_the_least():
    steps = {"block": {"days": 10, "effectiveness": 1, "rollout_days": {"lognormal": {"median": 0.002, "sigma": 1}}},
             "comply": {"days": 10.02}}
    (pair,) = solve(scenario({}, steps, days=20)).history_states[-1].values()
    assert pair.epsilon.before == pytest.approx(1 - exp(-2))


# Files, dates, distributions, comparison

def test_files_that_extend_others(tmp_path):
    files = {
        "base.json": {"a": {"x": 1, "y": {"uniform": [0, 1]}}, "b": 2, "gone": 3, "note": "remark"},
        "sub/mid.json": {"extends": "../base.json", "gone": None, "a": {"y": 7, "z": 8}},
        "other.json": {"b": 5},
        "top.json": {"extends": ["sub/mid.json", "other.json"], "gone": {"back": 1}, "new": [1]}}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(content))
    merged = read_file(tmp_path / "top.json")
    assert merged == {"a": {"x": 1, "y": 7, "z": 8}, "b": 5, "gone": {"back": 1}, "new": [1]}
    assert list(merged) == ["a", "b", "gone", "new"]


def test_months_are_counted_from_start():
    dates = output_dates(date(2020, 1, 31), date(2020, 5, 10), parse_period("P1M"))
    assert [str(day) for day in dates] == ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30", "2020-05-10"]
    assert add_months(date(2020, 8, 31), -6) == date(2020, 2, 29)


@pytest.mark.parametrize("spec, expected", [
    ({"uniform": [2, 6]}, 4),
    ({"triangular": [0, 1, 4]}, stats.triang(0.25, 0, 4).median()),
    ({"pert": [1, 2, 6]}, stats.beta(1.8, 4.2, 1, 5).median()),
    ({"normal": {"mean": 3, "sd": 2}}, 3),
    ({"normal": {"mean": 3, "sd": 2}, "min": 4}, stats.truncnorm(0.5, inf, 3, 2).median()),
    ({"lognormal": {"median": 95, "sigma": 0.4}}, 95),
    ({"lognormal": {"median": 1, "sigma": 1}, "max": 1}, exp(stats.norm.ppf(0.25))),
    ({"beta": {"alpha": 0.8, "beta": 3}}, stats.beta(0.8, 3).median()),
    ({"gamma": {"shape": 2, "scale": 3}}, stats.gamma(2, scale=3).median()),
    ({"exponential": {"mean": 5}, "min": 2}, 2 + 5 * log(2)),
    ({"weibull": {"shape": 1.5, "scale": 4}}, stats.weibull_min(1.5, scale=4).median()),
    ({"discrete": {"values": [1, 2, 3], "weights": [1, 1, 2]}}, 2),
])
def test_medians_of_distributions(spec, expected):
    assert quantile(spec, float) == pytest.approx(expected, rel=1e-12)


def test_dates_may_be_uncertain_and_named():
    steps = {"threat": {"on": {"parameter": "when"}},
             "fine": {"on": {"discrete": {"values": ["2020-03-01", "2020-04-01"], "weights": [1, 3]}}}}
    solution = solve(scenario({}, steps, parameters={"when": {"uniform": ["2020-01-11", "2020-01-16"]}}))
    assert [event[0] for event in courses(solution)] == [12.5, 91]


def test_the_comparison_finds_what_differs(tmp_path):
    solution = solve(scenario({}, {"block": {"days": 3, "effectiveness": 0.5}}, days=20))
    write_tables(solution, tmp_path / "a")
    write_tables(solution, tmp_path / "b")
    assert compare(tmp_path / "a", tmp_path / "b").same
    path = tmp_path / "a" / "timeseries.csv"
    with open(path, newline="") as file:
        table = list(csv.reader(file))
    table[5][7] = repr(float(table[5][7]) + 1.5)
    table[6][3] = "open"
    with open(path, "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)
    report = compare(tmp_path / "a", tmp_path / "b")
    assert not report.same
    assert {key[1] for key, found in report.columns.items() if found.offending} == {"active_users", "access"}


def test_the_comparison_leaves_out_shares_of_less_than_one_person(tmp_path):
    steps = {"withdraw": {"days": 1}}
    solution = solve(scenario({"return_days": 1, "circumvention_share": 0.5}, steps, days=15))
    write_tables(solution, tmp_path / "a")
    write_tables(solution, tmp_path / "b")
    path = tmp_path / "a" / "summary.csv"
    lines = path.read_text().splitlines()
    changed = [",".join([*x.split(",")[:3], "", "1"]) if "circumventing_share" in x else x for x in lines]
    assert changed != lines
    path.write_text("\n".join(changed) + "\n")
    assert compare(tmp_path / "a", tmp_path / "b").same


def test_a_share_of_nobody_is_undefined(tmp_path):
    steps = {"withdraw": {"days": 1}}
    write_tables(solve(scenario({"return_days": 1, "circumvention_share": 0.5}, steps, days=100)), tmp_path)
    rows = [line.split(",") for line in (tmp_path / "summary.csv").read_text().splitlines()]
    assert [row[3] for row in rows if row[2] == "circumventing_share_at_end"] == [""]

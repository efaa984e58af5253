"""docs/model.md says what the program computes: its own equations, read from the page, are solved and compared.

Of the page everything between two instants is evaluated. When steps are taken is read from the program's events.csv, but for
hazards, whose integral has to reach ln 2 there.
"""

import ast
import json
import re
from math import exp, inf, log
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from program import REPOSITORY, read_table, run
from reference.compare import ALLOWED, RELATIVE
from reference.dates import add_months, parse_date
from reference.files import read_file
from reference.scenario import scenario_from

PAGE = (REPOSITORY / "docs/model.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```equations (\w+)\n(.*?)^```$", PAGE, re.M | re.S))
SCHEMA = json.loads((REPOSITORY / "schemas/scenario-1.json").read_text("utf-8"))


def of_schema(node, keyword):
    """Every key of a scenario with what a keyword of the schema says of it."""
    if isinstance(node, list):
        return [found for item in node for found in of_schema(item, keyword)]
    if not isinstance(node, dict):
        return []
    keys = node.get("properties") if isinstance(node.get("properties"), dict) else {}
    return [(key, value[keyword]) for key, value in keys.items() if isinstance(value, dict) and keyword in value] + [
        found for item in node.values() for found in of_schema(item, keyword)]


CURVES = set(next(words for key, words in of_schema(SCHEMA, "enum") if key == "curve"))
STOCKS = ("D", "C1", "C0", "W1", "W0", "X")
FUNCTIONS = {"exp": exp, "log": log, "max": max, "sum": sum, "__builtins__": {}}
CODE = {name: compile(text, f"docs/model.md, {name}", "exec") for name, text in BLOCKS.items()}
RATES = ("sizes", "adoption", None, "turning", "flows")  # None is the pair's curve
SCENARIOS = ["block", "unblock", "iran", "comply", "withdraw", "threat-2015", "ukraine-vk-2017", "one-or-two-markets", "storage-law"]


def evaluate(block, symbols):
    """Evaluates a block of the page; what it defines is added to the symbols."""
    exec(CODE[block], FUNCTIONS, symbols)
    return symbols


def test_blocks_are_plain_equations():
    """Each line is `name = expression`, so that a reader needs no program to read them."""
    assert CURVES < BLOCKS.keys() and len(BLOCKS) == 17 + len(CURVES)
    for text in BLOCKS.values():
        for statement in ast.parse(text).body:
            assert isinstance(statement, ast.Assign) and [type(target) for target in statement.targets] == [ast.Name]


def test_every_symbol_is_explained():
    """Each name in an equation is defined by another or stands in a table of symbols."""
    explained = {name for row in re.findall(r"^\| (`.*?) \|", PAGE, re.M) for name in re.findall(r"`(\w+)`", row)}
    names = [node for text in BLOCKS.values() for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)]
    defined = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    assert {node.id for node in names} - defined - explained - FUNCTIONS.keys() == set()


def test_the_defaults_are_the_readers():
    """A default in a table of symbols is the one that the schema, made from the reader, gives the key."""
    defaults = {key: str(value) for key, value in of_schema(SCHEMA, "default")}
    compared = 0
    for names, default in re.findall(r"^\| (`.*?) \|.*\| *([\w.]+)[^|]*\|$", PAGE, re.M):
        for name in set(re.findall(r"`(\w+)`", names)) & defaults.keys():
            assert default == defaults[name], name
            compared += 1
    assert compared > 15


class PairForces:
    """ε, v, S and the shocks of a pair, as the page's equations give them."""

    def __init__(self, pair):
        self.pair, self.epsilon, self.v, self.alerts, self.trust = pair, (0.0, 0.0, 0.0, 1.0), (1.0, 1.0, 0.0, 1.0), [], []
        self.moved, self.tools, self.withdrawn = None, None, False

    def level(self, ramp, t):
        level0, level1, t0, days = ramp
        return evaluate("level", {"level0": level0, "level1": level1, "t0": t0, "t": t, "rollout_days": days})["level"]

    def take(self, action, step, access_before, t):
        """What a step sets off."""
        if step.awareness:
            self.alerts.append((step.awareness, t))
        if step.trust_loss:
            self.trust.append((step.trust_loss, t, self.pair.trust_days))
        if self.withdrawn:
            return
        level = {"block": step.effectiveness, "unblock": 0.0, "withdraw": 1.0,
                 "comply": 0.0 if access_before == "blocked" else None}.get(action)
        if level is not None:
            now = self.level(self.epsilon, t)
            block = "shut_out" if level > now else "let_in"
            s = evaluate(block, {"level0": now, "level1": level})["s"] if level != now else 0.0
            self.moved = (block, s, t, step.rollout_days)
            self.epsilon = (now, level, t, step.rollout_days)
        level = {"restrict_tools": step.tools_working, "withdraw": 0.0}.get(action)
        if level is not None:
            now = self.level(self.v, t)
            s = evaluate("tools_stop", {"level0": now, "level1": level})["s"] if level < now else 0.0
            self.tools = (s, t, step.rollout_days)
            self.v = (now, level, t, step.rollout_days)
        self.withdrawn = action == "withdraw"

    def at(self, t):
        """The symbols of section 7.5 at an instant."""
        def shock(of):
            return evaluate("shock", {"s": of[0], "t0": of[1], "τ": of[2], "t": t})["σ"] if of else 0.0

        moved = shock(self.moved[1:]) if self.moved else 0.0
        shut_out = self.moved is not None and self.moved[0] == "shut_out"
        return {"ε": self.level(self.epsilon, t), "v": self.level(self.v, t), "σ_b": moved if shut_out else 0.0,
                "σ_u": 0.0 if shut_out else moved, "σ_v": shock(self.tools), "σ_h": sum(shock(of) for of in self.trust),
                "S": sum(evaluate("awareness", {"awareness": w, "t0": t0, "t": t, "awareness_days": self.pair.awareness_days})["S"]
                         for w, t0 in self.alerts)}

    def ends(self):
        """When its shocks are over."""
        shocks = [self.moved[1:] if self.moved else None, self.tools, *self.trust]
        return [of[1] + 40 * of[2] for of in shocks if of]


class Page:
    """The solution of a scenario by the page's equations, with the instants that the program found."""

    def __init__(self, content, events):
        self.scenario = scenario_from(content)
        self.pairs = self.scenario.pairs
        self.specs = [content["markets"][pair.market]["services"][pair.service] for pair in self.pairs]
        self.places = {pair.key: i for i, pair in enumerate(self.pairs)}
        self.steps = {step.key: step for step in self.scenario.steps}
        self.events = events
        self.forces = [PairForces(pair) for pair in self.pairs]
        self.idle = [PairForces(pair) for pair in self.pairs]
        self.access = ["open"] * len(self.pairs)
        self.hazards = [step for step in self.scenario.steps if step.rate_per_year is not None]
        self.fired = {}

    def constants(self, pair):
        """The keys of a pair, under the names of the page."""
        return vars(pair) | {"innovation_per_year": pair.p * 365.25, "imitation_per_year": pair.q * 365.25,
                             "churn_per_year": pair.churn * 365.25,
                             "messages_per_user_per_day": self.scenario.services[pair.service].messages_per_user_per_day}

    def symbols(self, stocks, forces, t):
        """Every symbol of every pair at an instant, rates of change among them."""
        of = []
        for pair, six, acting in zip(self.pairs, stocks, forces):
            known = self.constants(pair) | dict(zip(STOCKS, six)) | acting.at(t) | {"N": pair.population.at(t), "t": t}
            for block in RATES:
                evaluate(block or pair.curve, known)
            of.append(known)
        for pair, known in zip(self.pairs, of):
            known["lenders"] = [(other.substitutes[pair.service], of[self.places[other.key]]["F"]) for other in self.pairs
                                if other.market == pair.market and pair.service in other.substitutes]
            evaluate("newcomers", known)
            evaluate("rates", known)
            evaluate("messages", known)
        return of

    def slope(self, t, y):
        n = len(self.pairs)
        stocks = y[:12 * n].reshape(2 * n, 6)
        real, idle = self.symbols(stocks[:n], self.forces, t), self.symbols(stocks[n:], self.idle, t)
        lost = [evaluate("lost", {"A": a["A"], "A_counterfactual": b["A"]})["duser_days_lost"] for a, b in zip(real, idle)]
        users = {pair.key: known["A"] for pair, known in zip(self.pairs, real)}
        hazards = []
        for step in self.hazards:
            runs = step.key not in self.fired and (step.base is None or step.base in self.fired)
            with_users = {"users": sum(users[key] for key in step.pairs), "users_reference": step.users_reference or 1,
                          "users_exponent": step.users_exponent if step.users_reference else 0, "rate_per_year": step.rate_per_year}
            hazards.append(evaluate("hazard", with_users)["hazard"] if runs else 0.0)
        return np.array([known[f"d{name}"] for known in real + idle for name in STOCKS] + lost + [known["dG"] for known in real] + hazards)

    def take(self, event):
        """Applies a row of events.csv."""
        i = self.places[event["market"], event["service"]]
        t = float(event["days_since_start"])
        if event["cause"] == "platform":
            platform = self.scenario.services[event["service"]].platform
            step = SimpleNamespace(awareness=0.0, trust_loss=platform.trust_loss, rollout_days=platform.rollout_days,
                                   effectiveness=None, tools_working=None)
        else:
            step = self.steps[event["case"], event["step"]]
            self.fired[step.key] = t
        self.forces[i].take(event["action"], step, self.access[i], t)
        self.access[i] = event["access"]

    def start(self):
        """The unknowns at start."""
        rows = []
        for pair, access in zip(self.pairs, self.access):
            C, W = pair.circumventing_users, pair.waiting_users
            rows.append([pair.direct_users, *((0, C, 0, W) if access == "open" else (C, 0, W, 0)), pair.left_users])
        rows += [[pair.direct_users, 0, pair.circumventing_users, 0, pair.waiting_users, pair.left_users] for pair in self.pairs]
        return np.array([x for row in rows for x in row] + [0.0] * (2 * len(self.pairs) + len(self.hazards)))

    def solve(self, days):
        """Yields (day, symbols of all pairs, unknowns) for each of the days."""
        events = list(self.events)
        while events and float(events[0]["days_since_start"]) < 0:
            self.take(events.pop(0))
        y, t, n = self.start(), 0.0, len(self.pairs)
        end = self.scenario.days
        knots = {knot for pair in self.pairs for knot in pair.population.times}
        while True:
            while events and float(events[0]["days_since_start"]) <= t:
                event = events.pop(0)
                if event["cause"] == "hazard":
                    place = self.hazards.index(self.steps[event["case"], event["step"]])
                    assert y[14 * n + place] == pytest.approx(log(2), abs=1e-6), event
                self.take(event)
            if t == days[0]:
                yield t, self.symbols(y[:6 * n].reshape(n, 6), self.forces, t), y
                days = days[1:]
            if t >= end:
                return
            # Every day asked for is the end of a stretch, as SciPy's values between steps are less exact.
            stops = [end, *days[:1], *(float(event["days_since_start"]) for event in events[:1]), *knots,
                     *(stop for acting in self.forces for stop in acting.ends())]
            stop = min(stop for stop in stops if stop > t)
            done = solve_ivp(self.slope, (t, stop), y, method="DOP853", rtol=1e-11, atol=1e-4)
            assert done.success, done.message
            y, t = done.y[:, -1], stop


def columns(page, known, y, place):
    """A row of timeseries.csv by the page."""
    n = len(page.pairs)
    other = y[6 * (n + place):6 * (n + place) + 6]
    return {"active_users": known["A"], "direct_users": known["D"], "circumventing_users": known["C"], "waiting_users": known["W"],
            "left_users": known["X"], "potential_users": known["P"], "online_population": known["N"],
            "counterfactual_active_users": other[0] + other[1] + other[2], "new_users_per_day": known["new_users_per_day"],
            "block_effectiveness": known["ε"], "tools_working": known["v"], "awareness": known["S"],
            "messages_per_day": known["dG"], "user_days_lost": y[12 * n + place]}


def assert_page_agrees(content, results):
    """Holds every number of timeseries.csv, and the measures and duties that follow from them, against the page."""
    rows = read_table(results / "timeseries.csv")
    page = Page(content, read_table(results / "events.csv"))
    start = page.scenario.start
    days = sorted({float((parse_date(row["date"]) - start).days) for row in rows})
    rows = {(float((parse_date(row["date"]) - start).days), row["market"], row["service"]): row for row in rows}
    sent = {}
    for day, known, y in page.solve(days):
        for place, pair in enumerate(page.pairs):
            row = rows[day, *pair.key]
            for name, value in columns(page, known[place], y, place).items():
                assert float(row[name]) == pytest.approx(value, rel=RELATIVE, abs=ALLOWED[name]), (row["date"], pair.key, name)
            sent[pair.key, day] = y[13 * len(page.pairs) + place]
    assert_measures(page, known, y, results)
    return page, sent


def assert_measures(page, known, y, results):
    """The measures at the end that section 7.9 defines."""
    summary = {(row["market"], row["service"], row["measure"]): row["value"] for row in read_table(results / "summary.csv")}
    for place, pair in enumerate(page.pairs):
        at_end = columns(page, known[place], y, place)
        symbols = {"A": known[place]["A"], "C": known[place]["C"], "A_counterfactual": at_end["counterfactual_active_users"],
                   "user_days_lost": at_end["user_days_lost"],
                   "revenue_usd_per_user_year": page.scenario.services[pair.service].revenue_usd_per_user_year,
                   "economic_value_usd_per_user_day": pair.economic_value_usd_per_user_day}
        if symbols["A"] < 1:
            continue
        for measure in re.findall(r"^(\w+) =", BLOCKS["measures"], re.M):
            value = float(summary[*pair.key, measure])
            assert value == pytest.approx(evaluate("measures", dict(symbols))[measure], rel=1e-5, abs=1e-5 if "share" in measure else 1)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_page_agrees_with_a_scenario(name, tmp_path):
    """Once a month, over the library's scenarios with different steps in them."""
    content = read_file(REPOSITORY / f"scenarios/{name}.json") | {"output_every": "P1M"}
    content.pop("observations", None)
    assert_page_agrees(content, run(content, tmp_path))


def example(adoption, steps, **pair):
    """A market with one service under the steps."""
    return {"format": 1, "start": "2019-01-01", "end": "2021-01-01", "output_every": "P1M", "services": {"chat": {"revenue_usd_per_user_year": 3}},
            "markets": {"utopia": {"economic_value_usd_per_user_day": 0.05, "online_population": {"series": [["2019-01-01", 1e6], ["2019-07-01", 1.2e6], ["2020-06-01", 9e5]]},
                                   "services": {"chat": {"direct_users": 1e5, "adoption": adoption, **pair}}}},
            "enforcement": {"case": {"market": "utopia", "service": "chat", "steps": steps}}}


STEPS = {
    "request": {"rate_per_year": 3, "users_reference": 2e5, "users_exponent": 0.8, "awareness": 0.4},
    "block": {"after": "request", "rate_per_year": 4, "effectiveness": 0.8, "rollout_days": 5, "awareness": 0.2, "trust_loss": 0.1},
    "restrict_tools": {"after": "block", "days": 30.5, "tools_working": 0.3, "rollout_days": 10},
    "loosen": {"action": "restrict_tools", "after": "restrict_tools", "days": 50, "tools_working": 0.9, "rollout_days": 10},
    "weaker": {"action": "block", "after": "block", "days": 60, "effectiveness": 0.4, "rollout_days": 3},
    "unblock": {"after": "block", "days": 200, "rollout_days": 2},
    "again": {"action": "block", "after": "unblock", "days": 6, "effectiveness": 0.9, "rollout_days": 4},
}
HABITS = {"churn_per_year": 0.2, "circumvention_share": 0.2, "circumvention_share_max": 0.8, "learning_days": 40, "fatigue_days": 90,
          "return_days": 6, "tool_drop_days": 30, "give_up_days": 120, "reconsider_days": 200, "waiting_users": 2e4,
          "circumventing_users": 1e4, "left_users": 5e3, "awareness_days": 20, "trust_days": 15}


@pytest.mark.parametrize("curve", sorted(CURVES))
def test_the_page_agrees_on_every_curve(curve, tmp_path):
    """A market whose ceiling rises and falls, under hazards that hang on users and every kind of shock."""
    adoption = {"curve": curve, "imitation_per_year": 1.5, "ceiling_share": 0.6}
    adoption |= {"bass": {"innovation_per_year": 0.02}, "richards": {"shape": 1.7}}.get(curve, {})
    content = example(adoption, STEPS, **HABITS)
    results = run(content, tmp_path)
    assert len(read_table(results / "events.csv")) == len(STEPS)
    assert_page_agrees(content, results)


def test_the_page_agrees_on_storage(tmp_path):
    """What has to be stored, and what it costs, day by day."""
    content = read_file(REPOSITORY / "scenarios/storage-law.json") | {"output_every": "P1D", "end": "2019-09-15"}
    content["laws"]["storage"]["in_force"] = "2018-07-01"
    results = run(content, tmp_path)
    page, sent = assert_page_agrees(content, results)
    law, start = page.scenario.laws[0], page.scenario.start
    costs = {}
    rows = read_table(results / "retention.csv")
    assert rows
    registered = {(row["market"], row["service"]): max(0.0, float(row["days_since_start"])) for row in read_table(results / "events.csv")
                  if row["registry"] != "none"}
    complied = {(row["market"], row["service"], row["date"]): row["registry"] == "complied" for row in read_table(results / "timeseries.csv")}
    for row in rows:
        key, date = (row["market"], row["service"]), parse_date(row["date"])
        day = float((date - start).days)
        since = law.in_force if row["holder"] == "telecom" else max(law.in_force, registered.get(key, inf))
        total = 0.0
        for kind, windows in (("content", law.content_retention), ("metadata", law.metadata_retention)):
            required = 0.0
            if row["holder"] in windows and day >= since:
                opened = max(since, float((add_months(date, -windows[row["holder"]][0]) - start).days), 0.0)
                service = page.scenario.services[row["service"]]
                symbols = {"G_now": sent[key, day], "G_opened": sent[key, opened],
                           "bytes_per_message": getattr(service, f"{kind}_bytes_per_message"), "usd_per_tb_month": law.usd_per_tb_month}
                required = evaluate("storage", symbols)["required_tb"]
                total += symbols["cost_per_day"]
            assert float(row[f"{kind}_required_tb"]) == pytest.approx(required, rel=1e-6, abs=1e-3), row
        if day > 0 and day >= since and (row["holder"] == "telecom" or complied[*key, row["date"]]):
            costs[*key, row["holder"]] = costs.get((*key, row["holder"]), 0.0) + total
        assert float(row["cost_to_date_usd"]) == pytest.approx(costs.get((*key, row["holder"]), 0.0), rel=1e-6, abs=0.1), row

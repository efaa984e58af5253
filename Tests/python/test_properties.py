"""What has to hold for every scenario, tried on many random ones."""

from datetime import date
from itertools import product
from random import Random

import pytest

from generate import generate
from program import read_table, run
from reference.compare import Report, compare_table, read_table as read_cells
from reference.files import cleaned
from reference.scenario import scenario_from

TABLES = {"timeseries": ("date", "market", "service"), "totals": ("date", "service"), "events": (),
          "retention": ("date", "market", "service", "law", "holder"), "summary": ("market", "service", "measure")}
STAGES = ("none", "threatened", "requested", "warned", "fined", "ordered")
REGISTRIES = ("none", "registered", "complied")
STAGE_AFTER = {"threat": "threatened", "request": "requested", "warning": "warned", "fine": "fined",
               "court_order": "ordered"}
REGISTRY_AFTER = {"register": "registered", "comply": "complied"}
STOCKS = ("direct_users", "circumventing_users", "waiting_users", "left_users")
TOLERANCE = 1e-3  # people; the absolute tolerance of the integrator where none is given
NOTHING_YET = ("open", "none", "none")


class Run:
    """A random scenario with its tables."""

    def __init__(self, seed, folder):
        self.seed, self.content = seed, generate(seed)
        self.scenario = scenario_from(cleaned(self.content))
        results = run(self.content, folder)
        for name in TABLES:
            setattr(self, name, read_table(results / f"{name}.csv"))
        self.bytes = contents(results)

    def time_of(self, row):
        """Days from start of a row's date."""
        return self.scenario.time_of(date.fromisoformat(row["date"]))

    def pair(self, row):
        """The pair that a row is about."""
        return next(pair for pair in self.scenario.pairs if pair.key == pair_of(row))

    def events_of(self, pair):
        """The events of a pair in the order taken."""
        return [row for row in self.events if pair_of(row) == pair]


def contents(results):
    """Every file of a folder of results but the record of the run, which tells the time taken."""
    return {path.name: path.read_bytes() for path in results.iterdir() if path.name != "run.json"}


def pair_of(row):
    """Market and service of a row."""
    return row["market"], row["service"]


def statuses(row):
    """Access, stage and registry of a row."""
    return row["access"], row["stage"], row["registry"]


@pytest.fixture(scope="module", params=range(300))
def drawn(request, tmp_path_factory):
    """One random scenario after the other."""
    return Run(request.param, tmp_path_factory.getbasetemp())


# Rows

def test_there_is_a_row_for_each_date_and_pair_in_order(drawn):
    dates, pairs = [str(day) for day in drawn.scenario.dates], [pair.key for pair in drawn.scenario.pairs]
    assert [(row["date"], *pair_of(row)) for row in drawn.timeseries] == [(day, *pair) for day in dates for pair in pairs]
    services = [name for name in drawn.content["services"] if any(name == service for _, service in pairs)]
    assert [(row["date"], row["service"]) for row in drawn.totals] == list(product(dates, services))
    times = [float(row["days_since_start"]) for row in drawn.events]
    assert times == sorted(times)


def test_a_second_run_writes_the_same_bytes(drawn, tmp_path):
    assert contents(run(drawn.content, tmp_path)) == drawn.bytes


def shuffled(value, random):
    """The same with the keys of every object in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], random) for key in random.sample(list(value), len(value))}
    return value


def test_the_order_of_keys_changes_nothing_but_the_order_of_rows(drawn, tmp_path):
    results = run(shuffled(drawn.content, Random(drawn.seed)), tmp_path)
    report = Report()
    for name, key in TABLES.items():
        if f"{name}.csv" in drawn.bytes:
            (tmp_path / f"{name}.csv").write_bytes(drawn.bytes[f"{name}.csv"])
            tables = [sorted_table(folder / f"{name}.csv", key) for folder in (results, tmp_path)]
            compare_table(report, name, *tables)
    assert report.same, str(report)


def sorted_table(path, key):
    """Header and rows of a CSV file by their key, or as they stand where it has none."""
    header, rows = read_cells(path)
    places = [header.index(name) for name in key]
    return header, sorted(rows, key=lambda row: [row[place] for place in places])


# Statuses

def after(action, access, stage, registry):
    """Statuses after an action, by the table of actions."""
    stage = max(stage, STAGE_AFTER.get(action, "none"), key=STAGES.index)
    registry = max(registry, REGISTRY_AFTER.get(action, "none"), key=REGISTRIES.index)
    if access != "withdrawn":
        access = {"block": "blocked", "unblock": "open", "withdraw": "withdrawn"}.get(action, access)
    if action == "comply" and access == "blocked":
        access = "open"
    return access, "none" if action in ("comply", "unblock", "withdraw") else stage, registry


def test_every_event_leaves_the_statuses_that_its_action_makes(drawn):
    for pair in drawn.scenario.pairs:
        now = NOTHING_YET
        for event in drawn.events_of(pair.key):
            now = after(event["action"], *now)
            assert statuses(event) == now, event


def test_statuses_keep_to_their_paths(drawn):
    for pair in drawn.scenario.pairs:
        events = drawn.events_of(pair.key)
        for before, event in zip(events, events[1:]):
            assert STAGES.index(event["stage"]) >= STAGES.index(before["stage"]) or (
                event["stage"] == "none" and event["action"] in ("comply", "unblock", "withdraw")), event
            assert REGISTRIES.index(event["registry"]) >= REGISTRIES.index(before["registry"]), event
            assert event["access"] == "withdrawn" or before["access"] != "withdrawn", event
            assert before["registry"] != "complied" or event["action"] == "restrict_tools", event


def test_rows_show_the_statuses_after_all_events_up_to_them(drawn):
    now, events = {}, iter(drawn.events)
    event = next(events, None)
    for row in drawn.timeseries:
        while event and float(event["days_since_start"]) <= drawn.time_of(row):
            now[pair_of(event)] = statuses(event)
            event = next(events, None)
        assert statuses(row) == now.get(pair_of(row), NOTHING_YET), row


# People

def test_everyone_is_somewhere(drawn):
    for row in drawn.timeseries:
        ceiling = drawn.pair(row).ceiling_share * float(row["online_population"])
        stocks = sum(float(row[name]) for name in STOCKS)
        assert stocks + float(row["potential_users"]) == pytest.approx(max(ceiling, stocks), rel=1e-7, abs=0.02), row
        assert float(row["active_users"]) == pytest.approx(
            float(row["direct_users"]) + float(row["circumventing_users"]), rel=1e-12), row
        assert float(row["new_users_per_day"]) >= -1e-6, row


def test_stocks_just_below_zero_print_as_zero(drawn):
    """A stock that is below zero by no more than the integrator's absolute tolerance has nobody in it."""
    for row in drawn.timeseries + drawn.events:
        for name in {*STOCKS, "potential_users", "active_users"} & row.keys():
            assert not row[name].startswith("-") or -100 * TOLERANCE < float(row[name]) < -TOLERANCE, row


def has_effect(drawn, event):
    """Whether an event may change the number of users of some service in its market."""
    step = drawn.content["enforcement"][event["case"]]["steps"][event["step"]]
    if event["cause"] == "platform":
        step = drawn.content["services"][event["service"]].get("platform", {})
    return event["action"] in ("block", "restrict_tools", "withdraw") or step.keys() & {"awareness", "trust_loss"}


def test_nothing_is_lost_before_a_step_has_an_effect(drawn):
    first = {}
    for event in drawn.events:
        if has_effect(drawn, event):
            first.setdefault(event["market"], float(event["days_since_start"]))
    for row in drawn.timeseries:
        if drawn.time_of(row) <= first.get(row["market"], drawn.scenario.days):
            assert row["active_users"] == row["counterfactual_active_users"] and float(row["user_days_lost"]) == 0, row


# Storage

def test_no_more_is_to_be_stored_than_was_sent_in_the_window(drawn):
    laws = {law.name: law for law in drawn.scenario.laws}
    peak = {pair_of(row): float(row["value"]) for row in drawn.summary if row["measure"] == "peak_active_users"}
    for row in drawn.retention:
        law, service = laws[row["law"]], drawn.scenario.services[row["service"]]
        for kind, windows, size in (("content", law.content_retention, service.content_bytes_per_message),
                                    ("metadata", law.metadata_retention, service.metadata_bytes_per_message)):
            months, _ = windows.get(row["holder"], (0, 0))
            days = min(31 * months, drawn.time_of(row), max(0, drawn.time_of(row) - law.in_force))
            # Users may have been more within a day than at any 00:00, but hardly by a tenth.
            most = 1.1 * days * peak[pair_of(row)] * service.messages_per_user_per_day * size / 1e12
            assert 0 <= float(row[f"{kind}_required_tb"]) <= most + 1e-9, row


def test_cost_only_grows_and_only_where_something_is_stored(drawn):
    registry = {(row["date"], *pair_of(row)): row["registry"] for row in drawn.timeseries}
    before = {}
    for row in drawn.retention:
        duty = (*pair_of(row), row["law"], row["holder"])
        assert float(row["cost_to_date_usd"]) >= before.get(duty, 0), row
        before[duty] = float(row["cost_to_date_usd"])
        if row["holder"] == "organizer" and registry[row["date"], *pair_of(row)] != "complied":
            assert before[duty] == 0, row
            assert registry[row["date"], *pair_of(row)] == "registered" or float(row["content_required_tb"]) == 0, row


# Blocks

EFFECTIVENESS = (0, 0.3, 0.6, 0.95, 1)
DURATIONS = (  # learning, fatigue, give up, reconsider
    ("never", "never", "never", "never"), (60, 90, 120, "never"), (5, "never", 400, 30), ("never", 10, 10, 200))
CURVES = ({"curve": "bass", "innovation_per_year": 0.05}, {"curve": "logistic"}, {"curve": "gompertz"},
          {"curve": "richards", "shape": 2})
SETTINGS = [(share, durations, curve) for share, durations, curve in product((0, 0.4, 0.9), DURATIONS, CURVES)] + [
    (1, DURATIONS[1], CURVES[0]), (1, DURATIONS[2], CURVES[2])]


def blocks(share, durations, curve):
    """A market of services that don't touch each other, each blocked with another effectiveness."""
    learning, fatigue, give_up, reconsider = durations
    pair = {"direct_users": 2e5, "adoption": {"imitation_per_year": 2, "ceiling_share": 0.5, **curve},
            "circumvention_share": share, "circumvention_share_max": share, "churn_per_year": 0.2, "learning_days": learning,
            "fatigue_days": fatigue, "give_up_days": give_up, "reconsider_days": reconsider}
    names = [f"s{i}" for i in range(len(EFFECTIVENESS))]
    return {
        "format": 1, "start": "2020-01-01", "end": "2021-07-01", "services": {name: {} for name in names},
        "markets": {"m": {"online_population": 1e6, "services": {name: pair for name in names}}},
        "enforcement": {name: {"market": "m", "service": name, "steps": {
            "block": {"days": 40, "effectiveness": effectiveness, "rollout_days": 5}}}
            for name, effectiveness in zip(names, EFFECTIVENESS)}}


@pytest.mark.parametrize("share, durations, curve", SETTINGS)
def test_a_stricter_block_never_leaves_more_users(share, durations, curve, tmp_path):
    rows = read_table(run(blocks(share, durations, curve), tmp_path) / "timeseries.csv")
    users = [[float(row["active_users"]) for row in rows if row["service"] == f"s{i}"] for i in range(len(EFFECTIVENESS))]
    for looser, stricter in zip(users, users[1:]):
        assert all(after <= before + 0.01 for before, after in zip(looser, stricter))
    assert share == 1 or users[-1][-1] < users[0][-1]

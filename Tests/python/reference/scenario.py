"""What a scenario says, as plain records with every number settled."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import inf

from .dates import output_dates, parse_date, parse_period
from .files import read_file
from .values import Values

YEAR = 365.25
LEAST_ROLLOUT = 0.01  # days; draws below count as this
STOCKS = ("D", "C1", "C0", "W1", "W0", "X")


@dataclass
class Population:
    """A market's online population: linear between its knots, constant beyond them."""
    times: list
    people: list

    def at(self, t):
        """People online at time t."""
        after = bisect_right(self.times, t)
        if after == 0:
            return self.people[0]
        if after == len(self.times):
            return self.people[-1]
        t0, t1 = self.times[after - 1], self.times[after]
        n0, n1 = self.people[after - 1], self.people[after]
        return n0 + (n1 - n0) * (t - t0) / (t1 - t0)


@dataclass
class Pair:
    """One service in one market."""
    market: str
    service: str
    population: Population
    economic_value_usd_per_user_day: float
    direct_users: float
    circumventing_users: float
    waiting_users: float
    left_users: float
    curve: str
    p: float  # innovation, per day
    q: float  # imitation, per day
    shape: float
    ceiling_share: float
    churn: float  # per day
    circumvention_share: float
    circumvention_share_max: float
    learning_days: float
    fatigue_days: float
    give_up_days: float
    reconsider_days: float
    tool_drop_days: float
    return_days: float
    awareness_days: float
    trust_days: float
    substitutes: dict

    @property
    def key(self):
        """What it is looked up by."""
        return self.market, self.service


@dataclass
class Platform:
    """How a service answers demands."""
    policy: str
    answer: str
    answers_in_days: float
    trust_loss: float
    rollout_days: float
    markets_at_risk_at_least: float | None
    users_at_risk_share_at_least: float | None
    chance: float | None


@dataclass
class Service:
    """What holds for a service in every market."""
    name: str
    messages_per_user_per_day: float
    content_bytes_per_message: float
    metadata_bytes_per_message: float
    revenue_usd_per_user_year: float
    platform: Platform


@dataclass
class Step:
    """One step of a case, with its trigger (one of `on`, `days`, `rate_per_year`)."""
    case: str
    name: str
    action: str
    after: str | None
    on: float | None
    days: float | None
    rate_per_year: float | None
    users_reference: float | None
    users_exponent: float
    effectiveness: float | None
    tools_working: float | None
    rollout_days: float
    awareness: float
    trust_loss: float
    fine_usd: float
    pairs: list  # keys of the pairs it is aimed at, by service name

    @property
    def key(self):
        """What it is looked up by."""
        return self.case, self.name

    @property
    def base(self):
        """The key of the step that it waits for, or None."""
        return (self.case, self.after) if self.after is not None else None

    @property
    def cause(self):
        """What brings it about, in the words of the table of events."""
        if self.on is not None:
            return "scheduled"
        return "delay" if self.days is not None else "hazard"


@dataclass
class Law:
    """Storage duties in one market; windows are periods by holder."""
    name: str
    market: str
    in_force: float
    content_retention: dict
    metadata_retention: dict
    usd_per_tb_month: float


@dataclass
class Scenario:
    """Everything that a run needs."""
    start: date
    end: date
    dates: list
    services: dict
    pairs: list
    laws: list
    steps: list
    days: int = field(init=False)

    def __post_init__(self):
        self.days = (self.end - self.start).days

    def date_at(self, t):
        """The date of the day in which an instant falls."""
        return self.start + timedelta(days=int(t // 1))

    def time_of(self, day):
        """Days from start to a date."""
        return (day - self.start).days


def read_population(spec, values):
    """A number or a series of dates and people."""
    if isinstance(spec, dict) and "series" in spec:
        times, people = zip(*[(values.scalar(day), float(n)) for day, n in spec["series"]])
        return Population(list(times), list(people))
    return Population([0.0], [values.number(spec)])


def read_pair(market, service, spec, population, economic_value, values):
    """One service in one market."""
    def get(key, default=None, of=spec):
        return values.number(of[key]) if key in of else default

    adoption = spec["adoption"]
    share = get("circumvention_share", 0.0)
    return Pair(
        market=market,
        service=service,
        population=population,
        economic_value_usd_per_user_day=economic_value,
        direct_users=get("direct_users"),
        circumventing_users=get("circumventing_users", 0.0),
        waiting_users=get("waiting_users", 0.0),
        left_users=get("left_users", 0.0),
        curve=adoption.get("curve", "bass"),
        p=get("innovation_per_year", 0.0, of=adoption) / YEAR,
        q=get("imitation_per_year", of=adoption) / YEAR,
        shape=get("shape", 1.0, of=adoption),
        ceiling_share=get("ceiling_share", of=adoption),
        churn=get("churn_per_year", 0.0) / YEAR,
        circumvention_share=share,
        circumvention_share_max=max(share, get("circumvention_share_max", share)),
        learning_days=get("learning_days", inf),
        fatigue_days=get("fatigue_days", inf),
        give_up_days=get("give_up_days", inf),
        reconsider_days=get("reconsider_days", inf),
        tool_drop_days=get("tool_drop_days", inf),
        return_days=get("return_days", 14.0),
        awareness_days=get("awareness_days", 30.0),
        trust_days=get("trust_days", 60.0),
        substitutes={other: values.number(x) for other, x in spec.get("substitutes", {}).items()})


def read_platform(spec, values):
    """A platform's policy."""
    def get(key, default=None):
        return values.number(spec[key]) if key in spec else default

    return Platform(
        policy=spec.get("policy", "refuse"),
        answer=spec.get("answer", "comply"),
        answers_in_days=get("answers_in_days", 0.0),
        trust_loss=get("trust_loss", 0.0),
        rollout_days=max(LEAST_ROLLOUT, get("rollout_days", 1.0)),
        markets_at_risk_at_least=get("markets_at_risk_at_least"),
        users_at_risk_share_at_least=get("users_at_risk_share_at_least"),
        chance=get("chance"))


def read_service(name, spec, values):
    """A service."""
    def get(key):
        return values.number(spec.get(key, 0.0))

    return Service(
        name=name,
        messages_per_user_per_day=get("messages_per_user_per_day"),
        content_bytes_per_message=get("content_bytes_per_message"),
        metadata_bytes_per_message=get("metadata_bytes_per_message"),
        revenue_usd_per_user_year=get("revenue_usd_per_user_year"),
        platform=read_platform(spec.get("platform", {}), values))


def read_step(case, name, spec, pairs, values):
    """One step of a case."""
    def get(key, default=None):
        return values.number(spec[key]) if key in spec else default

    return Step(
        case=case,
        name=name,
        action=spec.get("action", name),
        after=spec.get("after"),
        on=get("on"),
        days=get("days"),
        rate_per_year=get("rate_per_year"),
        users_reference=get("users_reference"),
        users_exponent=get("users_exponent", 1.0),
        effectiveness=get("effectiveness"),
        tools_working=get("tools_working"),
        rollout_days=max(LEAST_ROLLOUT, get("rollout_days", 1.0)),
        awareness=get("awareness", 0.0),
        trust_loss=get("trust_loss", 0.0),
        fine_usd=get("fine_usd", 0.0),
        pairs=pairs)


def read_case(name, spec, markets, values):
    """The steps of a case, aimed at its service or at all of the market's."""
    market = spec["market"]
    services = [spec["service"]] if "service" in spec else sorted(markets[market]["services"])
    pairs = [(market, service) for service in services]
    return [read_step(name, step, x, pairs, values) for step, x in spec["steps"].items()]


def read_law(name, spec, values):
    """A law."""
    def windows(key):
        return {holder: parse_period(text) for holder, text in spec.get(key, {}).items()}

    return Law(
        name=name,
        market=spec["market"],
        in_force=values.number(spec["in_force"]),
        content_retention=windows("content_retention"),
        metadata_retention=windows("metadata_retention"),
        usd_per_tb_month=values.number(spec.get("usd_per_tb_month", 0.0)))


def read_pairs(markets, values):
    """All pairs, markets and services in the order of the file."""
    pairs = []
    for market, spec in markets.items():
        population = read_population(spec["online_population"], values)
        economic_value = values.number(spec.get("economic_value_usd_per_user_day", 0.0))
        for service, x in spec["services"].items():
            pairs.append(read_pair(market, service, x, population, economic_value, values))
    return pairs


def scenario_from(content):
    """The scenario that a merged file holds."""
    start, end = parse_date(content["start"]), parse_date(content["end"])
    values = Values(start, content.get("parameters", {}), content.get("posterior"))
    markets = content["markets"]
    return Scenario(
        start=start,
        end=end,
        dates=output_dates(start, end, parse_period(content.get("output_every", "P1D"))),
        services={name: read_service(name, x, values) for name, x in content["services"].items()},
        pairs=read_pairs(markets, values),
        laws=[read_law(name, x, values) for name, x in content.get("laws", {}).items()],
        steps=[step for name, x in content.get("enforcement", {}).items()
               for step in read_case(name, x, markets, values)])


def read_scenario(path):
    """The scenario of a file."""
    return scenario_from(read_file(path))

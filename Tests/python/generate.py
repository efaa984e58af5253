"""Random valid scenarios, the same for the same seed: python generate.py SEED prints one."""

import json
import sys
from datetime import date, timedelta
from random import Random

MARKETS = ("b_land", "a", "c1", "b", "a_2", "z9")
SERVICES = ("tg", "vk", "a_b", "ab", "z", "m1")
CASES = ("watchdog", "court", "a", "z_1", "court_2")
PERIODS = ("P1D", "P1D", "P3D", "P1W", "P2W", "P1M", "P2M", "P1Y")
WINDOWS = ("P1M", "P2M", "P6M", "P1Y", "P3Y", "P25Y")
ACTIONS = {"threat": 2, "request": 3, "warning": 2, "fine": 3, "court_order": 2, "register": 2, "comply": 1,
           "block": 6, "unblock": 3, "restrict_tools": 3, "withdraw": 1}
WITH_ROLLOUT = ("comply", "block", "unblock", "restrict_tools", "withdraw")


class Generator:
    """Draws one scenario."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.uncertainty = self.random.choice([0, 0, 0.1, 0.4])  # share of numbers that are distributions
        self.parameters = {}
        self.kinds = {}  # name of a parameter -> what it is drawn for

    def chance(self, p):
        """True with probability p."""
        return self.random.random() < p

    def some(self, names, least, most):
        """A few of the names, in any order."""
        return self.random.sample(names, self.random.randint(least, most))

    # Numbers

    def number(self, low, high, least=None, most=None):
        """A number from low to high, or a distribution around it on the range from least to most."""
        value = round(self.random.uniform(low, high), 4)
        least = low if least is None else least
        if value <= least or (most is not None and value >= most) or not self.chance(self.uncertainty):
            return self.named(value, (low, high, least, most)) if self.chance(0.03) else value
        return self.named(self.distribution(value, least, most), (low, high, least, most))

    def named(self, spec, kind):
        """A value or distribution in place or by name, which may be the name of an earlier one of the same kind."""
        if self.chance(0.7):
            return spec
        earlier = [name for name, of in self.kinds.items() if of == kind]
        if earlier and self.chance(0.5):
            return {"parameter": self.random.choice(earlier)}
        name = f"quantity_{len(self.parameters)}"
        self.parameters[name], self.kinds[name] = spec, kind
        return {"parameter": name}

    def distribution(self, value, least, most):
        """A distribution of numbers that includes `value` and keeps to the range."""
        family = self.random.choice(["uniform", "triangular", "pert", "normal", "lognormal", "gamma", "exponential",
                                     "weibull", "discrete"] + ["beta"] * (least == 0 and most == 1))
        below = self.random.uniform(least, value)
        above = self.random.uniform(value, 3 * value if most is None else most)
        spread = self.random.uniform(0.1, 1.5)
        if family == "uniform":
            return {family: [below, above]}
        if family in ("triangular", "pert"):
            return {family: [below, value, above]}
        if family == "discrete":
            return {family: {"values": [below, value, above], "weights": [self.random.randint(0, 3) for _ in "ab"] + [1]}}
        if family == "beta":
            return {family: {"alpha": 5 * spread, "beta": self.random.uniform(0.5, 6)}}
        shape = {"normal": {"mean": value, "sd": spread * value}, "lognormal": {"median": value, "sigma": spread},
                 "gamma": {"shape": 3 * spread, "scale": value}, "exponential": {"mean": value},
                 "weibull": {"shape": 2 * spread, "scale": value}}[family]
        spec = {family: shape}
        if family == "normal" or self.chance(0.4):
            spec["min"] = below
        if most is not None or self.chance(0.4):
            spec["max"] = above
        return spec

    def share(self, most=1):
        """A share, also at the ends of its range."""
        if self.chance(0.2):
            return self.random.choice([0, most])
        return self.number(0, most, least=0, most=most)

    def duration(self, low, high):
        """A time constant in days."""
        return self.number(low, high, least=low / 10)

    def lifetime(self, low, high):
        """A time constant in days, or never."""
        return "never" if self.chance(0.2) else self.duration(low, high)

    def rollout(self):
        """A time constant of a step, which may be drawn below the least that is allowed."""
        if self.chance(0.05):
            return {"lognormal": {"median": 0.004, "sigma": 0.5}}
        return self.duration(0.2, 20)

    # Dates

    def date_at(self, day):
        """The date a number of days after start."""
        return str(self.start + timedelta(days=day))

    def day(self):
        """A day in or near the run, often one at which other things happen."""
        if self.chance(0.4):
            return self.random.choice(self.busy_days)
        if self.chance(0.15):
            return self.random.randint(-300, 0)
        return self.random.randint(0, int(1.1 * self.days))

    def date(self):
        """A date, or one that is uncertain and may fall within a day."""
        day = self.day()
        if not self.chance(max(0.1, self.uncertainty)):
            return self.named(self.date_at(day), "dates") if self.chance(0.1) else self.date_at(day)
        below, above = self.random.randint(1, 30), self.random.randint(1, 30)
        points = [self.date_at(day - below), self.date_at(day), self.date_at(day + above)]
        spec = self.random.choice([
            {"uniform": [points[0], points[2]]},
            {"triangular": points},
            {"pert": points},
            {"discrete": {"values": points, "weights": [1, self.random.randint(0, 3), 2]}}])
        return self.named(spec, "dates")

    # Services and markets

    def service(self):
        """A service with its traffic and policy."""
        spec = {"platform": self.platform()} if self.chance(0.8) else {}
        for key, high in (("messages_per_user_per_day", 50), ("content_bytes_per_message", 1e7),
                          ("metadata_bytes_per_message", 1e5), ("revenue_usd_per_user_year", 5)):
            if self.chance(0.7):
                spec[key] = self.number(0, high)
        return spec

    def platform(self):
        """A policy."""
        policy = self.random.choice(["refuse", "comply", "comply_if", "comply_if"])
        spec = {"policy": policy}
        if policy == "comply_if":
            for condition in self.some(["markets_at_risk_at_least", "users_at_risk_share_at_least", "chance"], 1, 2):
                # Whether everybody is at risk, a share of 1, may hang on less than one person elsewhere.
                spec[condition] = (self.random.choice([1, 2, 3, {"discrete": {"values": [1, 2], "weights": [1, 2]}}])
                                   if condition == "markets_at_risk_at_least" else self.share(0.95))
        if self.chance(0.4):
            spec["answer"] = self.random.choice(["comply", "register"])
        if self.chance(0.6):
            spec["answers_in_days"] = 0 if self.chance(0.3) else self.number(0, 60)
        if self.chance(0.4):
            spec["trust_loss"] = self.share(0.9)
        if self.chance(0.4):
            spec["rollout_days"] = self.rollout()
        return spec

    def adoption(self):
        """One of the curves."""
        curve = self.random.choice(["bass", "logistic", "gompertz", "richards"])
        spec = {"imitation_per_year": self.number(0, 4), "ceiling_share": self.number(0.1, 0.9, least=0.1, most=1)}
        if self.chance(0.03):
            spec["ceiling_share"] = 0
        if curve != "bass" or self.chance(0.5):
            spec["curve"] = curve
        if curve == "bass" and self.chance(0.6):
            spec["innovation_per_year"] = self.number(0, 0.3)
        if curve == "richards":
            spec["shape"] = self.number(0.2, 3)
        return spec

    def pair(self, service, services, people):
        """A service in a market."""
        spec = {"direct_users": self.number(0, 0.4 * people), "adoption": self.adoption()}
        if self.chance(0.05):
            spec["direct_users"] = self.random.choice([0, 2 * people])
        optional = {
            "circumventing_users": lambda: self.number(0, 0.1 * people),
            "waiting_users": lambda: self.number(0, 0.1 * people),
            "left_users": lambda: self.number(0, 0.1 * people), "churn_per_year": lambda: self.number(0, 1),
            "circumvention_share": self.share, "circumvention_share_max": self.share,
            "learning_days": lambda: self.lifetime(5, 300), "fatigue_days": lambda: self.lifetime(5, 300),
            "give_up_days": lambda: self.lifetime(5, 400), "reconsider_days": lambda: self.lifetime(20, 400),
            "tool_drop_days": lambda: self.lifetime(2, 100), "return_days": lambda: self.duration(1, 30),
            "awareness_days": lambda: self.duration(2, 60), "trust_days": lambda: self.duration(2, 90)}
        spec |= {key: draw() for key, draw in optional.items() if self.chance(0.5)}
        others = [other for other in services if other != service]
        if others and self.chance(0.6):
            spec["substitutes"] = {other: self.share() for other in self.some(others, 1, len(others))}
        return spec

    def population(self, people):
        """A number, or a series with knots before, in and after the run."""
        if self.chance(0.5):
            return people
        days = sorted(self.some(range(-200, self.days + 200), 1, 5))
        return {"series": [[self.date_at(day), round(people * self.random.uniform(0.5, 1.5))] for day in days]}

    def market(self):
        """A market with some of the services."""
        people = self.random.choice([20000, 300000, 5000000])
        services = self.some(list(self.services), 1, len(self.services))
        spec = {"online_population": self.population(people),
                "services": {service: self.pair(service, services, people) for service in services}}
        if self.chance(0.4):
            spec["economic_value_usd_per_user_day"] = self.number(0, 1)
        return spec

    def law(self):
        """A law with some windows."""
        spec = {"market": self.random.choice(list(self.markets)), "in_force": self.date()}
        for key in self.some(["content_retention", "metadata_retention"], 1, 2):
            spec[key] = {holder: self.random.choice(WINDOWS) for holder in self.some(["organizer", "telecom"], 1, 2)}
        if self.chance(0.8):
            spec["usd_per_tb_month"] = self.number(0, 50)
        return spec

    # Enforcement

    def case(self):
        """A case against one service or all of a market."""
        market = self.random.choice(list(self.markets))
        spec = {"market": market}
        if self.chance(0.6):
            spec["service"] = self.random.choice(list(self.markets[market]["services"]))
        names, steps = [], {}
        for number in range(self.random.randint(1, 7)):
            (action,) = self.random.choices(list(ACTIONS), list(ACTIONS.values()))
            name = action if action not in names and self.chance(0.6) else f"{self.random.choice('az')}_{number}"
            steps[name] = self.step(action, name, names)
            names.append(name)
        spec["steps"] = {name: steps[name] for name in self.random.sample(names, len(names))}
        return spec

    def step(self, action, name, earlier):
        """A step that may come after an earlier one."""
        spec = ({} if name == action else {"action": action}) | self.trigger(earlier)
        if action == "block":
            spec["effectiveness"] = self.share()
        if action == "restrict_tools":
            spec["tools_working"] = self.share()
        if action == "fine" and self.chance(0.8):
            spec["fine_usd"] = self.number(0, 1e6)
        if action in WITH_ROLLOUT and self.chance(0.6):
            spec["rollout_days"] = self.rollout()
        if self.chance(0.25):
            spec["awareness"] = self.number(0, 2)
        if self.chance(0.15):
            spec["trust_loss"] = self.share(0.9)
        if self.chance(0.05):
            spec |= {"note": "a remark", "source": "a book"}
        return spec

    def trigger(self, earlier):
        """A date, delay or hazard."""
        kind = self.random.choice(["on", "days", "days", "rate_per_year"])
        if kind == "on":
            return {"on": self.date()}
        spec = {"after": self.random.choice(earlier)} if earlier and self.chance(0.7) else {}
        if kind == "days":
            spec["days"] = self.random.choice([0, 0, self.random.randint(0, 60), self.number(0, 0.5 * self.days)])
            return spec
        spec["rate_per_year"] = self.random.choice([0, 2, 5, self.number(0, 8), self.number(0, 8), self.number(0, 80)])
        if self.chance(0.5):
            spec["users_reference"] = self.number(1000, 500000)
            if self.chance(0.6):
                spec["users_exponent"] = self.random.choice([0, 0.5, 1, 2, self.number(0, 3)])
        return spec

    def scenario(self):
        """The whole file."""
        self.days = self.random.choice([30, 60, 100, 150, 250, 400, 900])
        self.start = date(2019, 1, 1) + timedelta(days=self.random.randint(0, 800))
        if self.chance(0.2):
            self.start = date(2020, self.random.choice([1, 3, 8, 12]), 31)
        self.busy_days = [self.random.randint(-40, self.days) for _ in "abc"] + [0, self.days]
        self.services = {name: self.service() for name in self.some(SERVICES, 1, 4)}
        self.markets = {}
        for name in self.some(MARKETS, 1, 3):
            self.markets[name] = self.market()
        content = {
            "format": 1, "start": str(self.start), "end": self.date_at(self.days),
            "output_every": self.random.choice(PERIODS),
            "services": self.services, "markets": self.markets,
            "laws": {f"law_{i}": self.law() for i in range(self.random.choice([0, 0, 1, 2]))},
            "enforcement": {name: self.case() for name in self.some(CASES, 0, 4)}}
        if self.chance(0.2):
            content["solver"] = {"method": self.random.choice(["rkf45", "rkck", "rk8pd"])}
        used = set(parameters_in(content))
        return content | {"parameters": {name: spec for name, spec in self.parameters.items() if name in used}}


def parameters_in(value):
    """The names of parameters that occur somewhere in a value."""
    if isinstance(value, dict) and value.keys() == {"parameter"}:
        yield value["parameter"]
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from parameters_in(part)


def generate(seed):
    """The scenario of a seed."""
    return Generator(seed).scenario()


if __name__ == "__main__":
    print(json.dumps(generate(int(sys.argv[1])), indent=2))

"""Scenarios with one or two faults, or none, the same for the same seed."""

import copy
import json
from random import Random

VALUES = [True, False, 0, 1, -1, 0.5, 1.5, 0.005, 1e9, 2.5, "", "text", "never", "2018-04-16", "2018-02-30", "2018-13-01", "P1M", "P6D",
          "P0D", "PT1H", [], {}, [1], [0.1, 0.2], [0.1, 0.2, 0.3], ["2018-01-01", "2019-01-01"], [[1, 2]], [["2018-01-01", 5e6]],
          {"note": "nothing else"}, {"parameter": "nowhere"}, {"parameter": 5}, {"uniform": [0.1, 0.2]},
          {"uniform": ["2018-01-01", "2018-02-01"]}, {"uniform": [0.2, "2018-02-01"]}, {"uniform": [0.1]}, {"pert": [0.1, 0.2]},
          {"triangular": [0.1, 0.2, 0.3]}, {"normal": {"mean": 1, "sd": 0}}, {"normal": {"mean": 0.5, "sd": 0.1}, "min": 0.1, "max": 0.9},
          {"lognormal": {"median": 3, "sigma": 0.2}}, {"lognormal": {"median": 3}}, {"beta": {"alpha": 2, "beta": 3}},
          {"beta": {"alpha": 2, "beta": 3}, "max": 0.5}, {"beta": {"alpha": 2, "beta": 3, "gamma": 4}},
          {"beta": {"alpha": 2, "beta": 3}, "gamma": {"shape": 1, "scale": 1}}, {"gamma": {"shape": 2, "scale": "x"}, "min": "0"},
          {"exponential": {"mean": 3}, "title": "Title"}, {"weibull": {"shape": 1, "scale": {"parameter": "nowhere"}}},
          {"discrete": {"values": [1, 2], "weights": [1, 1]}}, {"discrete": {"values": [0.5], "weights": [-1]}},
          {"discrete": {"values": [], "weights": []}}, {"discrete": {"values": ["2018-01-01", "2018-01-02"], "weights": [1, 0]}},
          {"series": [["2018-01-01", 5e6], ["2019-01-01", 6e6]]}, {"series": [["2018-01-01", -1]]}, {"series": [[5, "2018-01-01"]]},
          {"series": []}, {"series": [["2018-01-01", 1, 2]]}, {"series": [["2018-01-01", 1]], "unit": "people"}]
NAMES = ["Upper", "with-hyphen", "1st", "", "a" * 64, "a" * 65, "né", "two words", "_a", "note", "block", "threat"]
WORDS = ["bass", "logistic", "gompertz", "richards", "Bass", "refuse", "comply", "comply_if", "register", "resist", "rkf45", "rk4",
         *"threat request warning fine court_order block unblock restrict_tools withdraw".split()]
KEYS = {"effectiveness": 0.5, "tools_working": 0.5, "rollout_days": 3, "fine_usd": 1000, "trust_loss": 0.1, "awareness": 0.2,
        "on": "2018-04-16", "days": 30, "after": "block", "rate_per_year": 1, "users_reference": 1e6, "users_exponent": 2,
        "action": "warning", "shape": 2, "curve": "richards", "innovation_per_year": 0.01, "policy": "comply_if", "chance": 0.5,
        "markets_at_risk_at_least": 2, "answer": "register", "title": "Title", "note": "A note", "source": "A source", "min": 0.1,
        "max": 0.9, "parameter": "churn", "steps": {}, "extends": "base.json", "output_every": "P1Y", "unknown": 1, "method": "rkck",
        "organizer": "P6M", "telecom": "P6D", "file": "draws.csv", "posterior": {"file": ""}, "observations": "", "solver": {}}


def places(value):
    """Every object and list of a tree, itself first."""
    if isinstance(value, (dict, list)):
        yield value
        for child in value.values() if isinstance(value, dict) else value:
            yield from places(child)


def remove(random, place):
    """Takes a key or an item away."""
    if isinstance(place, dict):
        del place[random.choice(list(place))]
    else:
        del place[random.randrange(len(place))]


def rename(random, place):
    """Misspells a key, or gives a thing a name that it may or may not have."""
    if isinstance(place, dict):
        key = random.choice(list(place))
        new = random.choice([key + "s", key[1:], key.title().replace("_", ""), *random.sample(NAMES, 3)])
        renamed = {new if k == key else k: v for k, v in place.items()}
        place.clear()
        place.update(renamed)


def add(random, place):
    """Adds a key, known or not, or one more item."""
    if isinstance(place, dict):
        key = random.choice(list(KEYS))
        place[key] = KEYS[key]
    else:
        place.append(random.choice([place[0], *random.sample(VALUES, 3)]))


def replace(random, place):
    """Puts another value into the place of one."""
    keys = list(place) if isinstance(place, dict) else range(len(place))
    key = random.choice(keys)
    old = place[key]
    if isinstance(old, str) and random.random() < 0.4:
        place[key] = random.choice(WORDS)
    elif isinstance(old, (int, float)) and random.random() < 0.4:
        place[key] = random.choice([-old, 0, old + 0.5, 1, 1.000001, old * 1000, old / 1000, str(old)])
    else:
        place[key] = copy.deepcopy(random.choice(VALUES))


def nullify(random, place):
    """Puts null into the place of a value, which only files that extend others may."""
    if isinstance(place, dict):
        place[random.choice(list(place))] = None


def mutated(scenario, seed):
    """The scenario with a change or two."""
    random = Random(seed)
    mutant = json.loads(json.dumps(scenario))
    for _ in range(random.choice([1, 1, 1, 2])):
        candidates = [place for place in places(mutant) if place]
        # Large objects and small ones alike: a place by depth of its kind, not by number.
        place = random.choice(candidates)
        random.choice([remove, rename, add, add, replace, replace, replace, nullify])(random, place)
    return mutant

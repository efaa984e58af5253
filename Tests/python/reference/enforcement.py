"""Cases and answers: which steps are due, and what one instant does."""

from math import inf
from typing import NamedTuple

from .actions import ACTIONS, DEMANDS, Act, PairState
from .platform import gives_in, has_answered


class Event(NamedTuple):
    """A step or answer taken against one pair, and how things stand after it."""
    t: float
    pair: tuple
    case: str
    step: str
    action: str
    cause: str
    access: str
    stage: str
    registry: str
    active_users: float | None
    fine_usd: float


class Demand(NamedTuple):
    """A demand made of a pair, by the case and step that made it."""
    pair: tuple
    case: str
    step: str


class Answer(NamedTuple):
    """An answer that a platform is going to give to a demand."""
    t: float
    demand: Demand


class Enforcement:
    """The course of enforcement: moved on from instant to instant by whoever solves the equations."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.pairs = {pair.key: pair for pair in scenario.pairs}
        self.states = {pair.key: PairState() for pair in scenario.pairs}
        self.taken = {}      # step key -> instant
        self.fired = {}      # key of a hazard step -> instant
        self.dropped = set()  # (step key, pair key)
        self.pending = {}    # pair key -> Answer
        self.demands = []    # of this instant, not judged yet
        self.events = []

    def targets(self, step):
        """The pairs that a step would act on."""
        return [pair for pair in step.pairs if (step.key, pair) not in self.dropped]

    def begins(self, step):
        """When a step's delay or hazard begins to run, None while that isn't known."""
        return 0.0 if step.base is None else self.taken.get(step.base)

    def due(self, step):
        """When a step is due, infinity while that isn't known."""
        if step.on is not None:
            return step.on
        if step.rate_per_year is not None:
            return self.fired.get(step.key, inf)
        begins = self.begins(step)
        return inf if begins is None else begins + step.days

    def waiting(self):
        """Steps that may still be taken."""
        return [step for step in self.scenario.steps if step.key not in self.taken and self.targets(step)]

    def running_hazards(self):
        """Hazard steps whose hazard runs."""
        return [step for step in self.waiting()
                if step.rate_per_year is not None and step.key not in self.fired
                and self.begins(step) is not None]

    def next_instant(self):
        """The earliest instant that is known now."""
        return min([self.due(step) for step in self.waiting()]
                   + [answer.t for answer in self.pending.values()], default=inf)

    def take_instant(self, t, active):
        """Everything that happens at t; `active` gives active users by pair, None before start."""
        while True:
            steps = [step for step in self.waiting() if self.due(step) <= t]
            if steps:
                self.take_round(steps, t, active)
                continue
            self.judge_demands(t, active)
            answers = sorted(pair for pair, answer in self.pending.items() if answer.t <= t)
            if not answers:
                return
            for pair in answers:
                self.take_answer(pair, t, active)

    def take_round(self, steps, t, active):
        """All steps that are due together, in the order of actions, then of names."""
        for step in sorted(steps, key=lambda step: (ACTIONS.index(step.action), *step.key)):
            targets = self.targets(step)
            if targets:
                self.taken[step.key] = t
            for pair in targets:
                self.take_step(step, pair, t, active)

    def take_step(self, step, pair, t, active):
        """A step against one pair."""
        act = Act(step.action, step.rollout_days, step.trust_loss, step.awareness,
                  step.effectiveness, step.tools_working)
        fine = step.fine_usd if step.action == "fine" else 0.0
        self.apply(act, pair, (step.case, step.name), step.cause, t, active, fine)
        if step.action in DEMANDS:
            self.demands.append(Demand(pair, step.case, step.name))

    def take_answer(self, pair, t, active):
        """A platform's answer that has become due."""
        demand = self.pending.pop(pair).demand
        platform = self.platform(pair)
        act = Act(platform.answer, platform.rollout_days, platform.trust_loss)
        self.apply(act, pair, (demand.case, demand.step), "platform", t, active)

    def apply(self, act, pair, named, cause, t, active, fine=0.0):
        """An act against one pair, its consequences for other steps, and its row."""
        state = self.states[pair]
        state.take(act, self.pairs[pair].trust_days, t)
        if act.action == "comply":
            self.drop_steps(pair)
        if act.action in ("comply", "withdraw"):
            self.pending.pop(pair, None)
            self.demands = [demand for demand in self.demands if demand.pair != pair]
        users = None if active is None else active[pair]
        self.events.append(Event(t, pair, *named, act.action, cause,
                                 state.access, state.stage, state.registry, users, fine))

    def drop_steps(self, pair):
        """Drops a pair's steps that aren't taken yet, but for restrictions of tools."""
        for step in self.scenario.steps:
            if pair in step.pairs and step.key not in self.taken and step.action != "restrict_tools":
                self.dropped.add((step.key, pair))

    def judge_demands(self, t, active):
        """The platforms' decisions on the demands of this instant; demands before start are history."""
        demands, self.demands = self.demands, []
        for demand in demands if active is not None else []:
            state, platform = self.states[demand.pair], self.platform(demand.pair)
            if state.access == "withdrawn" or demand.pair in self.pending or has_answered(platform, state):
                continue
            if gives_in(platform, demand.pair[1], self.states, active):
                self.pending[demand.pair] = Answer(t + platform.answers_in_days, demand)

    def platform(self, pair):
        """The policy of a pair's service."""
        return self.scenario.services[pair[1]].platform

"""What each action does to a pair."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .shocks import Level, Shock

ACTIONS = ("threat", "request", "warning", "fine", "court_order", "register", "comply",
           "block", "unblock", "restrict_tools", "withdraw")
DEMANDS = ("request", "warning", "fine", "court_order", "block")
STAGES = ("none", "threatened", "requested", "warned", "fined", "ordered")
REGISTRIES = ("none", "registered", "complied")
STAGE_OF = {"threat": "threatened", "request": "requested", "warning": "warned",
            "fine": "fined", "court_order": "ordered"}


class Act(NamedTuple):
    """An action with what it takes, whether of a step or of a platform's answer."""
    action: str
    rollout_days: float
    trust_loss: float = 0.0
    awareness: float = 0.0
    effectiveness: float | None = None
    tools_working: float | None = None


@dataclass
class PairState:
    """Where enforcement against a pair stands."""
    access: str = "open"
    stage: str = "none"
    registry: str = "none"
    epsilon: Level = Level(0.0, 0.0)
    v: Level = Level(1.0, 1.0)
    shut_out: list = field(default_factory=list)
    let_in: list = field(default_factory=list)
    tools_stop: list = field(default_factory=list)
    lost_trust: list = field(default_factory=list)
    alerts: list = field(default_factory=list)  # (instant, awareness added)
    registered_at: float | None = None
    complied_at: float | None = None

    @property
    def at_risk(self):
        """Whether its stage is requested or more, or its access blocked."""
        return STAGES.index(self.stage) >= STAGES.index("requested") or self.access == "blocked"

    def shock_ends(self):
        """When each of its shocks is over."""
        return [shock.end for shock in self.shut_out + self.let_in + self.tools_stop + self.lost_trust]

    def raise_stage(self, stage):
        """Moves the stage up, never down."""
        self.stage = max(self.stage, stage, key=STAGES.index)

    def raise_registry(self, registry, t):
        """Moves the registry up, never down, and notes when it first got there."""
        self.registry = max(self.registry, registry, key=REGISTRIES.index)
        if self.registered_at is None:
            self.registered_at = t
        if registry == "complied" and self.complied_at is None:
            self.complied_at = t

    def set_access(self, access, effectiveness, tau, t):
        """A block or unblock: ε heads for a new value, and people are shut out or let in."""
        now = self.epsilon.at(t)
        self.access = access
        self.shut_out, self.let_in = [], []
        if effectiveness > now:
            self.shut_out = [Shock(t, (effectiveness - now) / (1 - now), tau)]
        if effectiveness < now:
            self.let_in = [Shock(t, (now - effectiveness) / now, tau)]
        self.epsilon = Level(now, effectiveness, t, tau)

    def set_tools(self, working, tau, t):
        """A change of the share of tools that work."""
        now = self.v.at(t)
        self.tools_stop = [Shock(t, 1 - working / now, tau)] if working < now else []
        self.v = Level(now, working, t, tau)

    def take(self, act, trust_days, t):
        """Applies an action at t."""
        final = self.access == "withdrawn"
        if act.action in STAGE_OF:
            self.raise_stage(STAGE_OF[act.action])
        if act.action == "register":
            self.raise_registry("registered", t)
        if act.action == "comply":
            self.raise_registry("complied", t)
        if act.action == "comply" and self.access == "blocked":
            self.set_access("open", 0.0, act.rollout_days, t)
        if act.action == "block" and not final:
            self.set_access("blocked", act.effectiveness, act.rollout_days, t)
        if act.action == "unblock" and not final:
            self.set_access("open", 0.0, act.rollout_days, t)
        if act.action == "restrict_tools" and not final:
            self.set_tools(act.tools_working, act.rollout_days, t)
        if act.action == "withdraw" and not final:
            self.set_access("withdrawn", 1.0, act.rollout_days, t)
            self.set_tools(0.0, act.rollout_days, t)
        if act.action in ("comply", "unblock", "withdraw"):
            self.stage = "none"
        if act.trust_loss > 0:
            self.lost_trust.append(Shock(t, act.trust_loss, trust_days))
        if act.awareness > 0:
            self.alerts.append((t, act.awareness))

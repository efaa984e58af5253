"""Storage duties: what a law requires to be kept of a pair's traffic, and what that costs."""

from dataclasses import dataclass

from .dates import add_months, add_periods
from .scenario import YEAR

TB = 1e12
HOLDERS = ("organizer", "telecom")


@dataclass
class Traffic:
    """What storage duties need to know of a pair's run."""
    scenario: object
    service: object
    user_days_at: object          # function of time
    registered_at: float | None
    complied_at: float | None

    def messages_at(self, t):
        """G, messages sent since start."""
        return self.service.messages_per_user_per_day * self.user_days_at(t)


def holders(law):
    """The holders on whom a law lays a duty."""
    return [h for h in HOLDERS if h in law.content_retention or h in law.metadata_retention]


def duty_since(law, holder, traffic):
    """When a holder's duty began, None if it never does."""
    if holder == "telecom":
        return law.in_force
    return None if traffic.registered_at is None else max(law.in_force, traffic.registered_at)


def paid_since(law, holder, traffic):
    """From when a holder keeps what it must, and so bears the cost; None if it never does."""
    if holder == "telecom":
        return law.in_force
    return None if traffic.complied_at is None else max(law.in_force, traffic.complied_at)


def start_of_window(scenario, t, window):
    """The time at which a window that ends at the whole time t begins."""
    months, days = window
    day = add_periods(scenario.date_at(t), (0, -days), 1)
    return scenario.time_of(add_months(day, -months))


def required_tb(t, since, window, bytes_per_message, traffic):
    """What must be kept at the whole time t."""
    if since is None or t < since or window is None:
        return 0.0
    earliest = max(since, start_of_window(traffic.scenario, t, window), 0.0)
    return bytes_per_message * (traffic.messages_at(t) - traffic.messages_at(earliest)) / TB


def daily_duties(law, holder, traffic):
    """For every day from start: content and metadata required, and cost to date."""
    since, paid = duty_since(law, holder, traffic), paid_since(law, holder, traffic)
    usd_per_tb_day = law.usd_per_tb_month * 12 / YEAR
    cost, rows = 0.0, []
    for t in range(traffic.scenario.days + 1):
        content = required_tb(t, since, law.content_retention.get(holder),
                              traffic.service.content_bytes_per_message, traffic)
        metadata = required_tb(t, since, law.metadata_retention.get(holder),
                               traffic.service.metadata_bytes_per_message, traffic)
        if t > 0 and paid is not None and t >= paid:
            cost += (content + metadata) * usd_per_tb_day
        rows.append((content, metadata, cost))
    return rows

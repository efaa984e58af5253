"""Whether a platform gives in to a demand."""

from .distributions import MEDIAN


def pairs_at_risk(service, states):
    """The keys of a service's pairs that are at risk."""
    return [key for key, state in states.items() if key[1] == service and state.at_risk]


def users_at_risk_share(service, states, active):
    """The at-risk pairs' share of a service's active users over all markets, 0 where there are none."""
    everyone = sum(users for key, users in active.items() if key[1] == service)
    return sum(active[key] for key in pairs_at_risk(service, states)) / everyone if everyone > 0 else 0.0


def conditions_hold(platform, service, states, active):
    """Whether all conditions of a comply_if policy that are given hold."""
    markets, share, chance = (platform.markets_at_risk_at_least, platform.users_at_risk_share_at_least,
                              platform.chance)
    return ((markets is None or len(pairs_at_risk(service, states)) >= markets)
            and (share is None or users_at_risk_share(service, states, active) >= share)
            and (chance is None or MEDIAN < chance))


def gives_in(platform, service, states, active):
    """Whether a demand is met, under the policy, with things as they stand."""
    if platform.policy == "comply_if":
        return conditions_hold(platform, service, states, active)
    return platform.policy == "comply"


def has_answered(platform, state):
    """Whether the answer that the platform would give has already been given or made needless."""
    if platform.answer == "register":
        return state.registry in ("registered", "complied")
    return state.registry == "complied"

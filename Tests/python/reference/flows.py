"""Flows of people between the stocks of a pair, one line for each flow of the table."""

from math import log
from types import SimpleNamespace

# Newcomers per day if no block stood in the way, before awareness.
ADOPTION = {
    "bass": lambda pair, K, A, y: (pair.p * K + pair.q * A) * (1 - y),
    "logistic": lambda pair, K, A, y: pair.q * A * (1 - y),
    "gompertz": lambda pair, K, A, y: -pair.q * A * log(y) if A > 0 else 0.0,
    "richards": lambda pair, K, A, y: pair.q / pair.shape * A * (1 - y ** pair.shape),
}


def potential(K, stocks):
    """P, those who could still join."""
    return max(0.0, K - sum(stocks))


def occupied(K, P):
    """y, the share of the ceiling that is taken."""
    return max(0.0, (K - P) / K) if K > 0 else 1.0


def turning_to_tools(pair, v, D, C, W):
    """ω, the share of shut-out people who turn to a tool."""
    everyone = D + C + W
    around = C / everyone if everyone > 0 else 0.0
    return v * (pair.circumvention_share
                + (pair.circumvention_share_max - pair.circumvention_share) * around)


def pair_flows(pair, stocks, forces, t):
    """All flows of a pair but what other services send it."""
    D, C1, C0, W1, W0, X = stocks
    epsilon, v, S, sigma_b, sigma_u, sigma_v, sigma_h = forces
    C, W = C1 + C0, W1 + W0
    A = D + C
    K = pair.ceiling_share * pair.population.at(t)
    P = potential(K, stocks)
    y = occupied(K, P)
    omega = turning_to_tools(pair, v, D, C, W)

    f = SimpleNamespace()
    f.epsilon, f.omega = epsilon, omega
    f.open_share = P / K if K > 0 else 0.0

    f.D_to_C1 = omega * sigma_b * D
    f.D_to_W1 = (1 - omega) * sigma_b * D
    f.C0_to_C1 = sigma_b * C0
    f.W0_to_W1 = sigma_b * W0
    f.C1_to_C0 = sigma_u * C1
    f.W1_to_W0 = sigma_u * W1
    f.W0_to_D = W0 / pair.return_days
    f.C0_to_D = (1 / pair.tool_drop_days + 1 / pair.fatigue_days + sigma_v) * C0
    f.W1_to_C1 = omega * W1 / pair.learning_days
    f.C1_to_W1 = (1 / pair.fatigue_days + sigma_v) * C1
    f.W1_to_X = W1 / pair.give_up_days
    f.W0_to_X = W0 / pair.give_up_days
    f.D_lost = sigma_h * D
    f.C1_lost = sigma_h * C1
    f.C0_lost = sigma_h * C0
    f.W1_lost = sigma_h * W1
    f.W0_lost = sigma_h * W0
    f.X_to_P = X / pair.reconsider_days
    f.D_to_P = pair.churn * D
    f.C1_to_P = pair.churn * C1
    f.C0_to_P = pair.churn * C0
    f.W1_to_P = pair.churn * W1
    f.W0_to_P = pair.churn * W0

    f.newcomers = ADOPTION[pair.curve](pair, K, A, y) * (1 + S)
    f.net_loss = max(0.0, f.D_to_W1 + f.C1_to_W1 + f.D_lost + f.C1_lost + f.C0_lost
                     - f.W0_to_D - f.W1_to_C1)
    return f


def add_substitution(pairs, flows):
    """Adds to each pair's newcomers those whom the other services of its market send it."""
    index = {pair.key: i for i, pair in enumerate(pairs)}
    for i, origin in enumerate(pairs):
        for service, theta in origin.substitutes.items():
            gaining = flows[index[origin.market, service]]
            gaining.newcomers += theta * flows[i].net_loss * gaining.open_share


def all_flows(pairs, stocks, forces, t):
    """The flows of every pair."""
    flows = [pair_flows(*of_pair, t) for of_pair in zip(pairs, stocks, forces)]
    add_substitution(pairs, flows)
    return flows


def joining(f):
    """Newcomers who get in, per day: directly, and through a tool."""
    return f.newcomers * (1 - f.epsilon), f.newcomers * f.epsilon * f.omega


def derivative(f):
    """People per day into each stock less those out of it, in the order D, C1, C0, W1, W0, X."""
    new_D, new_C1 = joining(f)
    return [
        new_D + f.W0_to_D + f.C0_to_D - f.D_to_C1 - f.D_to_W1 - f.D_lost - f.D_to_P,
        new_C1 + f.D_to_C1 + f.C0_to_C1 + f.W1_to_C1 - f.C1_to_C0 - f.C1_to_W1 - f.C1_lost - f.C1_to_P,
        f.C1_to_C0 - f.C0_to_C1 - f.C0_to_D - f.C0_lost - f.C0_to_P,
        f.D_to_W1 + f.W0_to_W1 + f.C1_to_W1 - f.W1_to_W0 - f.W1_to_C1 - f.W1_to_X - f.W1_lost - f.W1_to_P,
        f.W1_to_W0 - f.W0_to_W1 - f.W0_to_D - f.W0_to_X - f.W0_lost - f.W0_to_P,
        f.W1_to_X + f.W0_to_X + f.D_lost + f.C1_lost + f.C0_lost + f.W1_lost + f.W0_lost - f.X_to_P,
    ]

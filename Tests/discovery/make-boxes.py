"""Makes members.csv, which any generator could, and the boxes that the EMA Workbench's PRIM finds in it.

EMA Workbench is large, so its answers are kept: they were made with
    python3 -m venv judge && judge/bin/pip install ema_workbench==2.5.3 && judge/bin/python make-boxes.py
"""

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
from ema_workbench.analysis import prim

HERE = Path(__file__).parent
MEASURE = "utopia.chat.share_lost_at_end"
# Condition, share that a peel takes, least mass.
CASES = {"high": (">", 0.6, 0.05, 0.05), "low": ("<=", 0.3, 0.1, 0.1), "rare": (">=", 0.9, 0.15, 0.02)}


def members():
    """600 members: a hill and a ridge in five quantities, one of them discrete, one without effect, and noise."""
    random = np.random.default_rng(20180416)
    drawn = pd.DataFrame({
        "parameters/growth": random.lognormal(0, 0.4, 600).round(6), "parameters/churn": random.uniform(0, 1, 600).round(6),
        "enforcement/case/steps/block/effectiveness": random.beta(2, 2, 600).round(6),
        "enforcement/case/steps/block/on": random.uniform(100, 900, 600).round(3),
        "markets/utopia/services/chat/return_days": random.choice([7.0, 14.0, 28.0], 600, p=[0.2, 0.5, 0.3])})
    growth, churn, block, date, days = drawn.to_numpy().T
    hill = np.exp(-((churn - 0.55) / 0.25) ** 2 - ((block - 0.7) / 0.2) ** 2)
    ridge = 0.5 * (date < 400) * (days > 10) * np.clip(growth - 0.6, 0, 1)
    drawn[MEASURE] = np.clip(hill + ridge + random.normal(0, 0.08, 600), 0, 1).round(6)
    drawn.insert(0, "member", range(600))
    return drawn


def main():
    """Writes members.csv and a file of boxes for each case."""
    table = members()
    table.to_csv(HERE / "members.csv", index=False)
    draws = table[[name for name in table.columns if "/" in name]]
    compare = {">": np.greater, ">=": np.greater_equal, "<=": np.less_equal}
    for name, (sign, value, alpha, mass) in CASES.items():
        is_case = compare[sign](table[MEASURE].to_numpy(), value).astype(int)
        found = prim.Prim(draws, is_case, threshold=0.01, peel_alpha=alpha, paste_alpha=alpha, mass_min=mass).find_box()
        whole = found.box_lims[0]
        with open(HERE / f"boxes-{name}.csv", "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["step", "coverage", "density", "mass", "quantity", "low", "high", "quasi_p_low", "quasi_p_high"])
            for step, (box, chances) in enumerate(zip(found.box_lims, found.qp)):
                row = found.peeling_trajectory.iloc[step]
                start = [step, row["coverage"], row["density"], row["mass"]]
                if not chances:
                    writer.writerow([*start, "", "", "", "", ""])
                for quantity, chance in chances.items():
                    free = [box[quantity][end] == whole[quantity][end] for end in (0, 1)]
                    bounds = ["" if free[end] else float(box[quantity][end]) for end in (0, 1)]
                    writer.writerow([*start, quantity, *bounds, *("" if free[end] else float(chance[end]) for end in (0, 1))])
    (HERE / "cases.json").write_text(json.dumps({name: [f"{MEASURE} {sign} {value}", alpha, mass]
                                                 for name, (sign, value, alpha, mass) in CASES.items()}, indent=1) + "\n")


if __name__ == "__main__":
    main()

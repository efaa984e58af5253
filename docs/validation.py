"""Fits and hindcasts of the library, and docs/validation.md made from them: `make validation`.

The page is prose with tables between comments. This runs the commands, writes the tables anew and prints them; with --check it
compares instead, and fails where a table says something else.
"""

import csv
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/validation.md"
PROGRAM = os.environ.get("SIMULATE", str(ROOT / ".build/release/simulate"))

COMMANDS = {
    "telegram-russia": ["fit", "scenarios/telegram-growth.json", "--free", "users_russia,imitation_russia,ceiling_russia"],
    "telegram-iran": ["fit", "scenarios/telegram-growth.json", "--free", "users_iran,innovation_iran,imitation_iran,ceiling_iran"],
    "linkedin": ["fit", "scenarios/linkedin-habits.json", "--free",
                 "users,effectiveness,rollout_days,circumvention_share,fatigue_days,learning_days,give_up_days"],
    "ukraine": ["fit", "scenarios/ukraine-habits.json", "--free",
                "effectiveness,rollout_days,circumvention_vk,circumvention_odnoklassniki,circumvention_yandex,circumvention_mail_ru,"
                "to_facebook"],
    "telegram-2017": ["hindcast", "scenarios/telegram-growth.json", "--free",
                      "users_russia,imitation_russia,ceiling_russia,users_iran,innovation_iran,imitation_iran,ceiling_iran",
                      "--until", "2017-02-28"],
    "linkedin-then-vk": ["hindcast", "scenarios/linkedin-then-vk.json", "--free", "users,effectiveness,rollout_days,circumvention_share",
                         "--until", "2017-05-16"],
}


def run(name, folder):
    """Runs a command of the list into a folder of its own."""
    subprocess.run([PROGRAM, *COMMANDS[name], "--seed", "1", "-q", "-o", str(folder / name)], cwd=ROOT, check=True)
    return folder / name


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(value):
    """Three digits that mean something."""
    value = float(value)
    if value == 0:
        return "0"
    if abs(value) >= 1e6:
        return f"{value / 1e6:.3g} M"
    text = f"{value:.3g}"
    return f"{float(text):,.0f}" if "e+" in text else text


def table(header, lines):
    return "\n".join([f"| {' | '.join(header)} |", "|" + "---|" * len(header), *(f"| {' | '.join(line)} |" for line in lines)])


def interval(row, low, high):
    """An interval in words; open at an end that isn't found."""
    open_low, open_high = [row.get(f"{end}_end", "threshold") != "threshold" for end in (low, high)]
    if open_low and open_high:
        return "open"
    if open_low:
        return f"up to {number(row[high])}"
    return f"from {number(row[low])}" if open_high else f"{number(row[low])} to {number(row[high])}"


def distribution(row, draws):
    """The fitted parameter as a scenario holds it: lognormal as its prior, or beta with the mean and variance of the draws."""
    if row["prior"].startswith("lognormal"):
        sigma = float(re.search(r"sigma ([\d.]+)", row["prior"]).group(1)) * float(row["spread_left"])
        return {"lognormal": {"median": float(f"{float(row['estimate']):.3g}"), "sigma": float(f"{sigma:.2g}")}}
    values = [float(draw[row["parameter"]]) for draw in draws]
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    size = mean * (1 - mean) / variance - 1
    return {"beta": {"alpha": float(f"{mean * size:.3g}"), "beta": float(f"{(1 - mean) * size:.3g}")}}


def fit_tables(folder):
    """The tables of a fit by name."""
    fit, draws = rows(folder / "fit.csv"), rows(folder / "posterior.csv")
    diagnostics = {(row["diagnostic"], row["of"]): row["value"] for row in rows(folder / "diagnostics.csv")}
    held = {row["parameter"]: distribution(row, draws) for row in fit}
    parameters = [
        [f"`{row['parameter']}`", number(row["estimate"]), interval(row, "low", "high"), interval(row, "likelihood_low", "likelihood_high"),
         f"{number(row['prior_low'])} to {number(row['prior_high'])}", f"{float(row['spread_left']):.2f}",
         f"`{row['most_correlated_with']}` {float(row['correlation']):.2f}", row["verdict"],
         ", ".join(f"{family} {' '.join(f'{key} {value:.10g}' for key, value in members.items())}" for family, members
                   in held[row["parameter"]].items())]
        for row in fit]
    residuals = [
        [row["date"], row["service"], number(row["observed"]), number(row["modelled"]), f"{float(row['standardized']) + 0:.1f}".replace("-0.0", "0.0")]
        for row in rows(folder / "residuals.csv") if row["use"] == "fitted"]
    condition = diagnostics["condition_number", ""]
    searched = (f"{diagnostics['starts_at_best', '']} of {diagnostics['starts', '']} starts led here; mean squared residual over error "
                f"{float(diagnostics['misfit', 'given']):.2f}; condition number of the observations alone "
                f"{number(condition) if condition else 'infinite'}.")
    return "\n\n".join([
        table(["parameter", "estimate", "95 % interval", "observations alone", "prior, 95 %", "spread left", "most correlated with",
               "verdict", "as a distribution"], parameters),
        searched,
        table(["date", "service", "observed", "fitted", "residual over error"], residuals)])


def hindcast_tables(folder):
    """The forecasts and the scores of a hindcast."""
    forecasts = rows(folder / "hindcast.csv")
    names = {"last_value": "last value", "logistic": "logistic curve", "model": "model"}
    lines = []
    for row in forecasts:
        if row["forecaster"] != "model":
            continue
        same = ["date", "market", "service", "measure"]
        rivals = {other["forecaster"]: other for other in forecasts if all(other[key] == row[key] for key in same)}
        inside = "50 %" if row["inside_50"] == "1" else "90 %" if row["inside_90"] == "1" else "no"
        lines.append([row["date"], row["market"], row["service"], number(row["observed"]), number(row["q50"]),
                      f"{number(row['q05'])} to {number(row['q95'])}", inside,
                      *(number(rivals[name]["q50"]) if name in rivals else "–" for name in ["last_value", "logistic"])])
    scores = [[row["measure"], names[row["forecaster"]], row["observations"], number(row["bias"]), number(row["coverage_50"]),
               number(row["coverage_90"]), number(row["crps"])] for row in rows(folder / "scores.csv")]
    return "\n\n".join([
        table(["date", "market", "service", "observed", "median", "90 % band", "inside", "last value", "logistic curve"], lines),
        table(["measure", "forecaster", "observations", "bias", "50 % band", "90 % band", "CRPS"], scores)])


def results():
    """Everything that the page says in numbers, by name."""
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(2) as pool:
        folders = dict(zip(COMMANDS, pool.map(lambda name: run(name, Path(temporary)), COMMANDS)))
        texts = {}
        for name, folder in folders.items():
            command = f"```sh\nsimulate {' '.join(COMMANDS[name])} --seed 1\n```"
            tables = (fit_tables if COMMANDS[name][0] == "fit" else hindcast_tables)(folder)
            texts[name] = f"{command}\n\n{tables}\n"
        return texts


def marked(name):
    return re.compile(rf"(<!-- {name} -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def differences(page, texts):
    """Lines of the page that the commands don't print; numbers may differ by a unit of their third digit, as machines do."""
    def same(a, b):
        try:
            there, here = float(a.replace(",", "")), float(b.replace(",", ""))
        except ValueError:
            return a == b
        return abs(there - here) <= 0.011 * max(abs(there), abs(here))

    for name, text in texts.items():
        found = marked(name).search(page)
        lines = found.group(2).split("\n") if found else []
        for there, here in zip(lines + [""] * len(text), text.split("\n")):
            a, b = there.split(), here.split()
            if len(a) != len(b) or not all(map(same, a, b)):
                yield f"{name}: the page says\n  {there}\nand the command\n  {here}"


def main():
    texts = results()
    page = PAGE.read_text("utf-8")
    if "--check" in sys.argv:
        wrong = list(differences(page, texts))
        sys.exit("\n".join(wrong) + "\n`make validation` writes the page anew" if wrong else 0)
    for name, text in texts.items():
        page = marked(name).sub(lambda found: found.group(1) + text + found.group(3), page)
        print(text)
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()

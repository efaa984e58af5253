"""python -m reference SCENARIO.json -o DIR"""

import argparse

from .run import solve
from .scenario import read_scenario
from .tables import write_tables


def main():
    """Solves a scenario and writes its tables."""
    parser = argparse.ArgumentParser(prog="reference", description="independent solution of a scenario")
    parser.add_argument("scenario")
    parser.add_argument("-o", "--output", required=True, metavar="DIR")
    options = parser.parse_args()
    write_tables(solve(read_scenario(options.scenario)), options.output)


if __name__ == "__main__":
    main()

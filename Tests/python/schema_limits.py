"""What the schema of scenarios can't tell and the reader can, each with the words of the reader's faults.

docs/scenario_format.py prints the sentences; test_schema.py lets reader and schema differ there and nowhere else.
"""

LIMITS = [
    ("What is no JSON: broken syntax, comments, a byte order mark, a key that stands twice, a number beyond a double, "
     "half a surrogate pair.",
     r"^[^$]|second time|beyond the range of a double|surrogate"),
    ("Names that refer to something: of markets, services, steps and parameters.",
     r"is no (market|service|step|parameter) of|stand in for itself"),
    ("Whether every parameter is used, and whether the value behind its name is a number or a date, in range, or "
     "known when the file is read.",
     r"isn't used|the parameter `|must be a plain (number|date)"),
    ("Steps that wait for each other in a circle.", r"in a circle"),
    ("Which days a month has, whether `end` is after `start`, and how far.",
     r"no date of the calendar|must be after `start`|days after `start`"),
    ("Rising order: of the dates in a series, which also stand before the numbers, of the points of a distribution, of "
     "`min` and `max`.",
     r"must rise|must be more than `min`|series\[\d+\]\[[01]\]: expected"),
    ("Whether the values that a distribution can take are in the range of the key, and whether it can be computed.",
     r"and the distribution takes|no probability between|can't be computed"),
    ("That a discrete distribution has as many weights as values, and one weight above 0.",
     r"expected a list of \d+ weights|weights must be"),
    ("A period of more than 333,333 of its unit.", r"expected a period"),
    ("Files: whether those named by `extends`, `observations` and `posterior` are there, inside the scenario's folder, "
     "and what is in them.",
     r"there is no such file|is a directory|may not be read|can't be read"),
    ("What files say together: a part is judged alone, though what it lacks may be inherited, and a value that it has "
     "may be replaced.", r"^$"),
]

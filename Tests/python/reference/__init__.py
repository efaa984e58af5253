"""An independent solution of the scenario model with NumPy and SciPy, to hold the program's tables against."""

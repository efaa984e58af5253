/// Units of time of the model: days from the scenario's start.
public enum Time {
    /// Days in a year, by which yearly rates become daily ones.
    public static let daysPerYear = 365.25
    /// A shock or a ramp counts as over after this many time constants: e⁻⁴⁰ is below a double's resolution of 1.
    static let timeConstantsToEnd = 40.0
}

/// How a uniform quantizer chooses the range of weights that its codes span.
public enum RangeClipping: String, Sendable, ListedWord {
    /// From the smallest weight to the largest (min–max scaling).
    case minMax
    /// Between two quantiles; the few weights beyond are clipped.
    case percentile
    /// The shrunken min–max range with the least square error.
    case meanSquare
}

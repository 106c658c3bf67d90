/// What stands for the derivative of a spike in backpropagation through time; the forward pass is always exact.
///
/// With z = u / V_th, every comparator of the neuron, at c, adds φ(z − c); `straightThrough` is one window instead
/// (docs/Equations.md, "Surrogate gradients").
public struct SurrogateGradient: Sendable, Equatable, Codable {
    /// The shape of φ, which has height 1 / width and area 1.
    public enum Kind: String, Sendable, ListedWord {
        /// 1 in the window of values that the spikes can stand for, widened by `width`, else 0 (arXiv:1308.3432).
        case straightThrough
        /// (1/w) / (1 + (π z / w)²) (arXiv:2007.05785).
        case arctan
        /// (4/w) σ(4z/w) (1 − σ(4z/w)) (arXiv:1901.09948).
        case sigmoid
        /// (1/w) max(0, 1 − |z| / w) (arXiv:1803.09574).
        case triangle
    }

    /// Which shape.
    public var kind: Kind
    /// w > 0, in firing thresholds.
    public var width: Double

    /// Creates a surrogate.
    public init(kind: Kind = .straightThrough, width: Double = 1) {
        self.kind = kind
        self.width = width
    }
}

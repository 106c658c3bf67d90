/// One kind of arithmetic, told apart by what its operands are (docs/Energy.md, "What is counted").
public enum Operation: String, Sendable, Codable, CaseIterable {
    /// A weight code added to, or taken from, an integer sum because of one spike ±1.
    case accumulate
    /// A real number added to, or taken from, a real sum because of one spike ±1.
    case realAccumulate
    /// A weight code times a graded spike, added to an integer sum.
    case multiplyAccumulate
    /// A real number times another number, added to a real sum.
    case realMultiplyAccumulate
    /// Real addition or subtraction.
    case add
    /// Real multiplication.
    case multiply
    /// Real division.
    case divide
    /// √x.
    case squareRoot
    /// eˣ.
    case exponential
    /// erf x or erfc x.
    case errorFunction
    /// Which of two real numbers is larger.
    case compare

    /// What a spike takes at one synapse.
    ///
    /// - Parameters:
    ///   - isGraded: whether it may be something else than ±1, so that it has to be multiplied.
    ///   - isReal: whether the synapse holds a real number instead of a code.
    public static func synapse(isGraded: Bool, isReal: Bool) -> Operation {
        switch (isGraded, isReal) {
        case (false, false): .accumulate
        case (false, true): .realAccumulate
        case (true, false): .multiplyAccumulate
        case (true, true): .realMultiplyAccumulate
        }
    }

    /// Whether a spike ±1 causes it, which is then all it takes: no multiplication.
    public var isSpikeDriven: Bool { self == .accumulate || self == .realAccumulate }
}

/// What one operation and one memory access cost: the numbers of an energy model, editable as JSON (docs/Energy.md).
///
/// Energies are picojoules.
public struct EnergyPreset: Sendable, Codable, Equatable {
    /// An energy that was published for a width; others scale with it.
    public struct Scaled: Sendable, Codable, Equatable {
        /// Of operands of `bits` bits.
        public var picojoules: Double
        /// Width of the operands.
        public var bits: Int
    }

    /// Operations on single-precision numbers.
    public struct Real: Sendable, Codable, Equatable {
        /// Addition and subtraction.
        public var add: Double
        /// Multiplication.
        public var multiply: Double
        /// Division.
        public var divide: Double
        /// √x.
        public var squareRoot: Double
        /// eˣ.
        public var exponential: Double
        /// erf x.
        public var errorFunction: Double
        /// Comparison.
        public var compare: Double
    }

    /// A memory that buffers of up to `bytes` bytes are in.
    public struct Memory: Sendable, Codable, Equatable {
        /// For people.
        public var name: String
        /// Its size; nil where everything fits.
        public var bytes: Int?
        /// Of one access.
        public var picojoules: Double
        /// Bits that one access moves.
        public var bitsPerAccess: Int
    }

    /// What papers take for one operation on 32-bit numbers.
    public struct Paper: Sendable, Codable, Equatable {
        /// A product added to a sum.
        public var multiplyAccumulate: Double
        /// An addition.
        public var accumulate: Double
    }

    /// Costs that neither arithmetic nor memory explain (level L3).
    public struct Chip: Sendable, Codable, Equatable {
        /// Routers that a spike passes.
        public var hopsPerSpike: Double
        /// Energy of one router.
        public var picojoulesPerHop: Double
        /// Power of the whole chip at rest.
        public var leakageMilliwatts: Double
        /// Time that one token takes in one time step.
        public var nanosecondsPerTokenStep: Double

        /// Creates a chip.
        public init(
            hopsPerSpike: Double, picojoulesPerHop: Double, leakageMilliwatts: Double, nanosecondsPerTokenStep: Double
        ) {
            self.hopsPerSpike = hopsPerSpike
            self.picojoulesPerHop = picojoulesPerHop
            self.leakageMilliwatts = leakageMilliwatts
            self.nanosecondsPerTokenStep = nanosecondsPerTokenStep
        }
    }

    /// Published figures of a neuromorphic chip or a processor. Where sources disagree, it has several.
    public struct Platform: Sendable, Codable, Equatable {
        /// For people.
        public var name: String
        /// Of one spike at one synapse.
        public var synapticOperation: Double
        /// Of one neuron in one time step; nil where nobody says.
        public var neuronUpdate: Double?
        /// Where the figures are from.
        public var source: String
    }

    /// For people.
    public var name: String
    /// Where the figures are from.
    public var sources: [String]
    /// Integer addition; grows with the bits of the sum.
    public var integerAdd: Scaled
    /// Integer multiplication; grows with the product of both operands' bits.
    public var integerMultiply: Scaled
    /// Single-precision arithmetic.
    public var real: Real
    /// Bits of a membrane potential, a hidden state or any other real number in memory.
    public var realBits: Int
    /// Smallest first; the last takes what fits nowhere else.
    public var memories: [Memory]
    /// Of level L0.
    public var paper: Paper
    /// Of level L3; nil = not asked for.
    public var chip: Chip?
    /// What published figures per operation give.
    public var platforms: [Platform]

    private var operations: [Double] {
        [
            integerAdd.picojoules, integerMultiply.picojoules, real.add, real.multiply, real.divide, real.squareRoot,
            real.exponential, real.errorFunction, real.compare,
        ]
    }

    private var energies: [Double] {
        var all = operations + [paper.multiplyAccumulate, paper.accumulate] + memories.map(\.picojoules)
        if let chip {
            all += [
                chip.hopsPerSpike, chip.picojoulesPerHop, chip.leakageMilliwatts, chip.nanosecondsPerTokenStep,
            ]
        }
        for platform in platforms { all += [platform.synapticOperation, platform.neuronUpdate ?? 0] }
        return all
    }

    /// More than any bus has, and few enough for products of widths and counts.
    private static let widths = 1...65536

    /// Checks that energies can be computed.
    public func validate() throws(EvaluationError) {
        guard energies.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            throw .badPreset(name: name, problem: "energies, powers and times are numbers of at least 0")
        }
        guard operations.contains(where: { $0 > 0 }) else {
            throw .badPreset(name: name, problem: "all operations are free, so nothing can be compared")
        }
        guard real.add + real.multiply > 0 else {
            throw .badPreset(name: name, problem: "real arithmetic is free, so that nothing can be compared with it")
        }
        let widths = [integerAdd.bits, integerMultiply.bits, realBits] + memories.map(\.bitsPerAccess)
        guard widths.allSatisfy(Self.widths.contains) else {
            throw .badPreset(
                name: name, problem: "widths are \(Self.widths.lowerBound) to \(Self.widths.upperBound) bits")
        }
        guard let last = memories.last, last.bytes == nil, memories.dropLast().allSatisfy({ $0.bytes != nil }) else {
            throw .badPreset(
                name: name,
                problem: "memories go from small to large, and only the last has no 'bytes', which means all")
        }
        let sizes = memories.compactMap(\.bytes)
        guard sizes == sizes.sorted() else {
            throw .badPreset(name: name, problem: "memories are not sorted by 'bytes'")
        }
    }
}

import SpikeCore

/// Which form each shape of linear layer runs fastest in on this CPU, found by timing each for a few milliseconds.
///
/// The choice never changes a result. `forced` names a form to take wherever it fits, for tests and comparisons.
public struct LinearFormPlan: Sendable {
    /// One shape and the forms that take it, fastest first.
    public struct Entry: Sendable, Equatable {
        /// Columns.
        public let inputFeatures: Int
        /// Rows.
        public let outputFeatures: Int
        /// Of the weights.
        public let encoding: WeightEncoding
        /// For `LinearFormPlan.rows` rows.
        public let timings: [Timing]
    }

    /// How long a form took.
    public struct Timing: Sendable, Equatable {
        /// Its name.
        public let form: String
        /// Best of a few runs; nil where no other form was there to choose.
        public let nanoseconds: Int?
    }

    /// Rows of a trial: as many as keep the register tiles of every form busy.
    public static let rows = 32
    private static let trials = 8
    /// Single steps are tried with one spike for so many neurons, about what students fire; forms that skip silent groups
    /// win or lose by it. Windows are tried with all counts alike.
    private static let neuronsPerSpike = 12

    private let forms: [LinearForm]
    private let forced: String?
    /// What was found so far, in order of first use.
    public private(set) var entries: [Entry] = []

    /// A plan that has tried nothing yet.
    ///
    /// - Parameter limit: largest |count|: T of a counted window, 1 of a single time step.
    public init(_ set: KernelSet, limit: Int, forced: String? = nil) {
        forms = set.linearForms(limit: limit)
        self.forced = forced
    }

    /// The form for a layer; tries the candidates when the shape is new.
    ///
    /// - Parameter hasGroups: whether groups of inputs have their own scales, which only `quad` and `byte` add up.
    public mutating func form(
        inputFeatures: Int, outputFeatures: Int, encoding: WeightEncoding, hasGroups: Bool = false
    ) -> LinearForm {
        let candidates = forms.filter {
            $0.takes(inputFeatures: inputFeatures, encoding: encoding) && (!hasGroups || $0.offset != nil)
        }
        guard let last = candidates.last else {
            preconditionFailure("quad takes all codes but bytes, and byte takes those, up to T = 64")
        }
        if let forced { return candidates.first { $0.name == forced } ?? last }
        let known = entries.first {
            ($0.inputFeatures, $0.outputFeatures, $0.encoding) == (inputFeatures, outputFeatures, encoding)
        }
        let entry =
            known
            ?? Entry(
                inputFeatures: inputFeatures, outputFeatures: outputFeatures, encoding: encoding,
                timings: candidates.count > 1
                    ? timings(candidates, inputFeatures, outputFeatures, encoding)
                    : [Timing(form: last.name, nanoseconds: nil)])
        if known == nil { entries.append(entry) }
        return candidates.first { $0.name == entry.timings.first?.form } ?? last
    }

    private func timings(
        _ candidates: [LinearForm], _ inputs: Int, _ outputs: Int, _ encoding: WeightEncoding
    ) -> [Timing] {
        var generator = SeededGenerator(seed: 0)
        let range = encoding.codeRange ?? 0...0
        let levels = Array(stride(from: range.lowerBound, through: range.upperBound, by: encoding.codeSpacing))
        let codes = (0..<(inputs * outputs)).map { _ in Int8(levels[generator.integer(below: levels.count)]) }
        let limit = candidates[0].limit
        var counts = CountMatrix(rows: Self.rows, columns: inputs)
        for row in 0..<Self.rows {
            for k in 0..<inputs {
                counts[row, k] =
                    limit == 1
                    ? (generator.integer(below: Self.neuronsPerSpike) == 0 ? 1 : 0)
                    : Int8(generator.integer(below: 2 * limit + 1) - limit)
            }
        }
        let layers = candidates.map { form in
            RepackedLinear(
                codes: codes, encoding: encoding, inputFeatures: inputs, weightScale: [1],
                bias: [Float](repeating: 0, count: outputs), inputThreshold: 1, form: form)
        }
        return zip(candidates, Self.time(layers, on: counts, candidates[0].set)).sorted { $0.1 < $1.1 }.map {
            Timing(form: $0.name, nanoseconds: $1)
        }
    }

    /// The best of a few runs of each, because everything that disturbs a run makes it longer; in turn, so that what lasts
    /// disturbs all of them.
    private static func time(_ layers: [RepackedLinear], on counts: CountMatrix, _ set: KernelSet) -> [Int] {
        var scratch = LinearScratch()
        var out = RealMatrix()
        let clock = ContinuousClock()
        var best = [Duration](repeating: .seconds(1), count: layers.count)
        for _ in 0...trials {
            for (index, layer) in layers.enumerated() {
                let taken = clock.measure { set.multiply(counts, by: layer, scratch: &scratch, into: &out) }
                best[index] = min(best[index], taken)
            }
        }
        return best.map { Int($0 / .nanoseconds(1)) }
    }
}

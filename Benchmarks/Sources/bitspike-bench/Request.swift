import CPeaks
import Foundation
import SpikeCore
import SpikeFormats
import SpikeKernels
import SpikeModel
import SpikeRuntime

/// What to time.
struct Request: Decodable, Hashable {
    enum Kind: String, Decodable {
        /// One linear layer: counts to scaled currents, coding of counts, scale and bias included.
        case linear
        /// A whole student on a batch of equal sentences.
        case model
        /// Writes the student to `path`; takes no time.
        case save
        /// Reads the student at `path` and makes it ready to run.
        case load
        /// The same and a batch, and the most memory that took; ask a fresh process.
        case memory
        /// What the instructions of group `group` can do at most: seconds of a million operations.
        case peak
        /// What runs here; takes no time.
        case machine
    }

    let kind: Kind
    /// Seconds to fill with runs.
    let seconds: Double
    /// Linear layer: sizes and T. Model: T.
    var rows: Int?
    var inputs: Int?
    var outputs: Int?
    var timeSteps: Int?
    /// `ternary` or `binary`.
    var encoding: String?
    /// A form to force; nil takes the fastest.
    var form: String?
    /// Model: `counted` or `perStep`, sentences and tokens of each.
    var schedule: String?
    var batch: Int?
    var length: Int?
    var threads: Int?
    /// Linear layer: share of inputs that fire, with one spike each; nil draws counts evenly.
    var firingRate: Double?
    /// `save`, `load`, `memory`: the folder.
    var path: String?
    /// `peak`: number of the group of instructions.
    var group: Int?

    private var weightEncoding: WeightEncoding { encoding == "binary" ? .binary : .ternary }

    /// Prepares everything and returns what is to be timed.
    func work() throws -> () throws -> Void {
        switch kind {
        case .machine, .peak: return {}
        case .save: return { try ModelOnDisk.write(to: folder) }
        case .load: return { _ = try loaded() }
        case .memory: return try run(loaded())
        case .linear: return try linear()
        case .model: return try model()
        }
    }

    /// Names what ran.
    func about() throws -> String {
        switch kind {
        case .linear: return try plannedForm().name
        case .peak: return peak_names()[group ?? 0].map { String(cString: $0) } ?? ""
        default: return try KernelChoice.selected().set.name
        }
    }

    private func plannedForm() throws -> LinearForm {
        let choice = try KernelChoice.selected()
        var plan = LinearFormPlan(choice.set, limit: timeSteps ?? 2, forced: form ?? choice.form)
        return plan.form(inputFeatures: inputs ?? 0, outputFeatures: outputs ?? 0, encoding: weightEncoding)
    }

    private func linear() throws -> () throws -> Void {
        let form = try plannedForm()
        let (rows, inputs, outputs, limit) = (rows ?? 1, inputs ?? 1, outputs ?? 1, timeSteps ?? 2)
        var generator = SeededGenerator(seed: 1)
        let levels: [Int8] = weightEncoding == .binary ? [-1, 1] : [-1, 0, 1]
        let layer = RepackedLinear(
            codes: (0..<(inputs * outputs)).map { _ in levels[generator.integer(below: levels.count)] },
            encoding: weightEncoding, inputFeatures: inputs, weightScale: [0.5],
            bias: [Float](repeating: 0.25, count: outputs), inputThreshold: 0.5, form: form)
        var counts = CountMatrix(rows: rows, columns: inputs)
        for row in 0..<rows {
            for k in 0..<inputs {
                if let firingRate {
                    counts[row, k] = generator.integer(below: 1000) < Int(firingRate * 1000) ? 1 : 0
                } else {
                    counts[row, k] = Int8(generator.integer(below: 2 * limit + 1) - limit)
                }
            }
        }
        let fixed = counts
        var scratch = LinearScratch()
        var out = RealMatrix()
        return { form.set.multiply(fixed, by: layer, scratch: &scratch, into: &out) }
    }

    private func model() throws -> () throws -> Void {
        let schedule = SpikeSchedule(rawValue: schedule ?? "counted") ?? .counted
        let packed = try RandomStudent.packed(schedule: schedule, timeSteps: timeSteps ?? 2, encoding: weightEncoding)
        return try run(SpikingClassifier(packed, options: options))
    }

    private var options: RuntimeOptions { RuntimeOptions(threads: threads ?? 1) }

    private var folder: URL { URL(fileURLWithPath: path ?? "") }

    private func loaded() throws -> SpikingClassifier {
        try SpikingClassifier(PackedModelFolder.read(from: folder), options: options)
    }

    /// A batch of equal sentences.
    private func run(_ classifier: SpikingClassifier) -> () throws -> Void {
        var generator = SeededGenerator(seed: 2)
        let sentences = (0..<(batch ?? 1)).map { _ in
            TokenSequence(
                ids: (0..<(length ?? 16)).map { _ in Int32(generator.integer(below: 30_000)) },
                typeIDs: [Int32](repeating: 0, count: length ?? 16))
        }
        return { _ = try classifier.predict(sentences) }
    }
}

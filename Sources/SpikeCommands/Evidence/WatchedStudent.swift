import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeModel
import SpikeRuntime
import SpikeText

/// A packed student that is run sequence by sequence while somebody looks at its spikes.
struct WatchedStudent {
    let packed: PackedModel
    let classifier: SpikingClassifier
    let execution: StudentExecution
    private let tokenizer: WordPieceTokenizer
    private let longest: Int

    /// Opens a packed student or a student's checkpoint.
    ///
    /// - Throws: `InputError.unsuitableModel` for a teacher: nothing spikes in it.
    init(_ options: ModelOptions, timeSteps: Int?, execution: StudentExecution) throws {
        guard let packed = try LoadedModel.packed(options.url) else {
            throw InputError.unsuitableModel(
                path: options.url.path, why: "is a full-precision model, in which nothing spikes; give a student")
        }
        try self.init(options, packed: packed, timeSteps: timeSteps, execution: execution)
    }

    /// A student that is open already; the options name its tokenizer.
    init(_ options: ModelOptions, packed: PackedModel, timeSteps: Int?, execution: StudentExecution) throws {
        self.packed = packed
        self.execution = packed.config.spiking.schedule == .counted ? execution : .onePass
        classifier = try SpikingClassifier(
            packed, options: RuntimeOptions(timeSteps: timeSteps, threads: 1, execution: self.execution))
        tokenizer = try options.tokenizer()
        longest = try tokenizer.longestSequence(
            options.maximumLength, positions: packed.config.encoder.maximumPositions, of: options.url)
    }

    /// T that is run.
    var timeSteps: Int { classifier.timeSteps }

    /// Derives operations from activities.
    var counter: OperationCounter { OperationCounter(packed, timeSteps: timeSteps, execution: execution) }

    /// Real tokens of an example.
    func tokens(of example: Example) -> TokenSequence {
        tokenizer.encode(example.text, example.pair, maximumLength: longest)
    }

    /// The texts of tokens, as the vocabulary spells them.
    func texts(of sequence: TokenSequence) -> [String] {
        sequence.ids.map { tokenizer.token(id: Int($0)) ?? "?" }
    }

    /// Shows what all sites did, example by example; keeps nothing, since an example's neurons can take megabytes.
    func watch(_ examples: [Example], _ visit: (SequenceActivity) throws -> Void) throws {
        let bar = ProgressBar(label: "watching", total: examples.count)
        defer { bar.finish() }
        for (index, example) in examples.enumerated() {
            let sequence = tokens(of: example)
            var activity = SequenceActivity(tokens: sequence.count)
            _ = try classifier.predict([sequence]) { activity.observe($0) }
            try visit(activity)
            bar.update(index + 1)
        }
    }
}

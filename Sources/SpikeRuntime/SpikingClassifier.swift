import SpikeCore
import SpikeKernels
import SpikeModel

/// A packed spiking student, ready to run: token ids in, logits and spikes out.
///
/// Logits do not depend on the number of threads, on the other sequences of the batch or on the kernel set, bit for bit.
public struct SpikingClassifier: LanguageModel {
    /// The student's config.
    public let studentConfig: SpikingBERTConfig
    /// The kernels in use.
    public let kernels: KernelSet
    /// How each shape of linear layer runs, and what else was tried.
    public let plan: LinearFormPlan
    /// T in use.
    public let timeSteps: Int
    private let model: PreparedModel
    let options: RuntimeOptions

    /// Checks the model and repacks its weights for the kernels.
    ///
    /// - Throws: `InferenceError` when the model is incomplete, T out of range or the forced kernel set unusable.
    public init(_ packed: PackedModel, options: RuntimeOptions = RuntimeOptions()) throws(InferenceError) {
        var spiking = packed.config.spiking
        spiking.timeSteps = options.timeSteps ?? spiking.timeSteps
        do { try spiking.validate() } catch { throw .config(error) }
        if spiking.hasStepThresholds, spiking.timeSteps > packed.config.spiking.timeSteps {
            throw .config(
                .outOfRange(
                    key: "time_steps", value: "\(spiking.timeSteps)",
                    allowed: "1...\(packed.config.spiking.timeSteps), because elastic neurons have a threshold per step"
                ))
        }
        let choice: KernelChoice
        do throws(KernelError) {
            if let forced = options.kernels { choice = forced } else { choice = try KernelChoice.selected() }
        } catch { throw .kernels(error) }
        kernels = choice.set
        // Spikes of single steps reach the neurons' levels, and only one form adds them up step by step.
        let limit = spiking.schedule == .counted ? packed.largestCount(spiking) : spiking.neuron.levels
        var plan = LinearFormPlan(
            choice.set, limit: limit, forced: options.execution == .timeSteps ? "quad" : choice.form)
        model = try PreparedModel(packed, plan: &plan)
        self.plan = plan
        studentConfig = packed.config
        timeSteps = spiking.timeSteps
        self.options = options
    }

    /// Sizes, label names and pooling.
    public var config: BERTConfig { studentConfig.encoder }

    /// Logits and spikes of every sequence, in the order of the batch.
    ///
    /// - Throws: `InferenceError.sequence` when a sequence is empty, too long, or has ids outside the tables.
    public func predict(_ batch: [TokenSequence]) throws(InferenceError) -> Prediction {
        try check(batch)
        let chunks = TokenChunk.plan(batch, tokensPerChunk: tokensPerChunk(batch))
        let results = Workers.map(chunks, threads: options.threads, makeState: makeExecutor) { executor, chunk in
            executor.run(chunk, observer: nil)
        }
        return join(results, sequences: batch.count)
    }

    /// Predicts and shows the spikes of every site, sequence by sequence, in network order, on the calling thread.
    public func predict(
        _ batch: [TokenSequence], observer: (SiteActivity) -> Void
    ) throws(InferenceError) -> Prediction {
        try check(batch)
        var executor = makeExecutor()
        let results = withoutActuallyEscaping(observer) { observer in
            batch.indices.map { index in
                executor.run(TokenChunk(sequences: [batch[index]], indices: [index]), observer: observer)
            }
        }
        return join(results, sequences: batch.count)
    }

    func check(_ batch: [TokenSequence]) throws(InferenceError) {
        for (index, sequence) in batch.enumerated() {
            do { try config.check(sequence, index: index) } catch { throw .sequence(error) }
        }
    }

    /// Small enough for the activations to stay in a core's second-level cache, and for every thread to get some.
    private func tokensPerChunk(_ batch: [TokenSequence]) -> Int {
        let tokens = batch.reduce(0) { $0 + $1.count }
        return min(model.schedule == .counted ? 192 : 64, max(16, tokens / (2 * options.threads)))
    }

    private func makeExecutor() -> any ChunkExecutor {
        switch model.schedule {
        case .counted:
            CountedExecutor(
                model, kernels: kernels, timeSteps: timeSteps, execution: options.execution, loss: options.spikeLoss)
        case .perStep: PerStepExecutor(model, kernels: kernels, timeSteps: timeSteps, loss: options.spikeLoss)
        case .realResidual: RealResidualExecutor(model, kernels: kernels, timeSteps: timeSteps, loss: options.spikeLoss)
        }
    }

    /// nil for a `counted` student.
    func makeSteppedExecutor() -> (any SteppedExecutor)? { makeExecutor() as? any SteppedExecutor }

    private func join(_ results: [ChunkResult], sequences: Int) -> Prediction {
        var logits = [[Float]](repeating: [], count: sequences)
        var spikes = SpikeStatistics(timeSteps: timeSteps)
        for result in results {
            for (index, values) in zip(result.indices, result.logits) { logits[index] = values }
            spikes.add(result.spikes)
        }
        return Prediction(logits: logits, spikes: spikes)
    }
}

extension PackedModel {
    /// Largest count of a window under `spiking`: T · levels · the largest step multiplier.
    fileprivate func largestCount(_ spiking: SpikingConfig) -> Int {
        let multiplier = layers.flatMap(\.sites.values).map(\.largestMultiplier).max() ?? 1
        return spiking.windowSteps * multiplier
    }
}

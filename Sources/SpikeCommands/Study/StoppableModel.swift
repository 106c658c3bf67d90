#if Training
    import SpikeCore
    import SpikeDistillation
    import SpikeModel

    /// A model that Ctrl-C stops between two batches.
    struct StoppableModel: LanguageModel {
        let model: any LanguageModel

        var config: BERTConfig { model.config }

        func predict(_ batch: [TokenSequence]) throws -> Prediction {
            guard !Interruption.isRequested else { throw TrainingInterrupted(step: 0) }
            return try model.predict(batch)
        }
    }
#endif

#if Training
    import SpikeTraining

    extension LearningRateSchedule {
        /// Checks ranges; `key` is the schedule's place in the recipe.
        func validate(key: String) throws(RecipeError) {
            guard [startFactor, endFactor].allSatisfy({ $0 >= 0 && $0.isFinite }) else {
                throw .invalid(key: key, why: "startFactor and endFactor must be numbers of at least 0")
            }
            guard learningRate > 0, learningRate.isFinite, (0..<1).contains(warmup) else {
                throw .invalid(key: key, why: "learningRate must be positive and warmup in 0..<1")
            }
        }
    }
#endif

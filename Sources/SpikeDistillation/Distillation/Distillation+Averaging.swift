#if Training
    import SpikeModel
    import SpikeTraining

    extension Distillation {
        /// The average that becomes the output, of everything that is trained; nil without `averaging`.
        func makeAverage(
            of parameters: ParameterStore, _ plan: [PlannedStage], _ course: StudentCourse
        ) -> ParameterAverage? {
            guard let averaging = recipe.averaging else { return nil }
            let total = plan.reduce(0) { $0 + $1.steps }
            let count = max(1, Int((averaging.share * Double(total)).rounded()))
            let frozen = recipe.optimizer.trainsEmbeddings ? [] : ParameterGroups.embeddingTables
            var trained = ParameterStore()
            for name in parameters.names where !frozen.contains(name) { trained.set(name, parameters[name]) }
            let first = max(total - count, course.firstStepOfFinalTimeSteps)
            // Without a step to average the student stays what it is.
            return first < total ? ParameterAverage(averaging, of: trained, from: first) : nil
        }
    }
#endif

#if Training
    import SpikeCore
    import SpikeModel
    import SpikeTraining

    extension Recipe {
        /// T of the first stage, which the student is calibrated for.
        var firstTimeSteps: Int { stages.first?.timeSteps ?? student.timeSteps }

        /// What is learned beside weights.
        var design: StudentDesign {
            var design = student.design
            design.trainsEmbeddings = optimizer.trainsEmbeddings
            return design
        }

        /// Checks what stages change about the student, and that the last one trains the student that comes out.
        func validateAnnealing() throws(RecipeError) {
            for (index, stage) in stages.enumerated() {
                let key = "stages[\(index)]"
                if let timeSteps = stage.timeSteps {
                    var spiking = student.spiking
                    spiking.timeSteps = timeSteps
                    do { try spiking.validate() } catch {
                        throw .invalid(key: key + ".timeSteps", why: error.inRecipeWords)
                    }
                }
                guard stage.timeSteps ?? student.timeSteps == student.timeSteps || student.neuron.kind != .elastic
                else {
                    throw .invalid(
                        key: key + ".timeSteps", why: "elastic neurons have an amplitude for every step; leave it out")
                }
                guard let ramp = stage.quantizedShare else { continue }
                try ramp.validate(key: key + ".quantizedShare")
                guard student.spiking.encodings.contains(where: { $0 != .float32 }) else {
                    throw .invalid(
                        key: key + ".quantizedShare", why: "float32 weights are never quantized; leave it out")
                }
            }
            guard let last = stages.last else { return }
            guard last.timeSteps ?? student.timeSteps == student.timeSteps else {
                throw .invalid(
                    key: "stages[\(stages.count - 1)].timeSteps",
                    why: "must be student.timeSteps = \(student.timeSteps) in the last stage, or be left out")
            }
            guard last.quantizedShare?.to ?? 1 == 1 else {
                throw .invalid(
                    key: "stages[\(stages.count - 1)].quantizedShare.to",
                    why: "must be 1 in the last stage, whose student is wholly quantized")
            }
        }
    }
#endif

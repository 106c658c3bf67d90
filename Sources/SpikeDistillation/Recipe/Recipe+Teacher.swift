#if Training
    import SpikeModel

    extension Recipe {
        /// The student's config at the T of the first stage, which it is calibrated for.
        func firstConfig(teacher: BERTConfig) -> SpikingBERTConfig {
            var config = student.config(teacher: teacher)
            config.spiking.timeSteps = firstTimeSteps
            return config
        }

        /// The teacher layer of every student layer, after a check of all that only shows beside a teacher: sizes, groups of
        /// weights, layers, heads.
        ///
        /// - Throws: `RecipeError` that names the key.
        public func layerMapping(for teacher: BERTConfig) throws(RecipeError) -> LayerMapping {
            let config = firstConfig(teacher: teacher)
            do throws(ConfigError) { try config.validate() } catch {
                throw .invalid(key: "student", why: error.inRecipeWords)
            }
            let mapping =
                initialization.layerMapping
                ?? LayerMapping(studentLayers: config.encoder.layers, teacherLayers: teacher.layers)
            try mapping.validate(studentLayers: config.encoder.layers, teacherLayers: teacher.layers)
            guard config.encoder.heads == teacher.heads || stages.allSatisfy({ $0.losses.attention == 0 }) else {
                throw .invalid(
                    key: "stages.losses.attention",
                    why: "needs as many heads as the teacher (\(teacher.heads)); set it to 0")
            }
            return mapping
        }
    }
#endif

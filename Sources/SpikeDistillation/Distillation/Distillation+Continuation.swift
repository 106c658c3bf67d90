#if Training
    import SpikeCore
    import SpikeFormats
    import SpikeModel
    import SpikeTraining

    extension Distillation {
        /// The student that a former one becomes.
        func continued(
            _ start: StudentCheckpoint?, _ initialization: StudentInitialization, _ teacher: TeacherModel,
            _ config: SpikingBERTConfig
        ) throws -> StudentModel {
            guard let start else {
                preconditionFailure("initialization.method student needs the student to start from")
            }
            do {
                return try initialization.student(
                    continuing: start, of: teacher, config: config, design: recipe.design)
            } catch let error as ConfigError {
                throw RecipeError.invalid(
                    key: "initialization.student", why: "the student there does not fit: \(error.description)")
            }
        }
    }

    extension StudentCheckpoint {
        /// SHA-256 of all values in order of their names.
        var fingerprint: String {
            var hash = SHA256()
            for name in tensors.keys.sorted() { values(name).withUnsafeBytes { hash.update($0) } }
            return hash.hexDigest
        }
    }
#endif

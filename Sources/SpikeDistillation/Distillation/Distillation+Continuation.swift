#if Training
    import SpikeCore
    import SpikeFormats
    import SpikeModel
    import SpikeTraining

    extension Distillation {
        /// Checks that a former student can become this recipe's, as far as their configs tell.
        func checkContinuation(of start: StudentCheckpoint, _ teacher: TeacherModel) throws {
            try fitting {
                try StudentInitialization.check(start.config, against: recipe.firstConfig(teacher: teacher.config))
            }
        }

        /// The student that a former one becomes.
        func continued(
            _ start: StudentCheckpoint?, _ initialization: StudentInitialization, _ teacher: TeacherModel,
            _ config: SpikingBERTConfig
        ) throws -> StudentModel {
            guard let start else {
                preconditionFailure("initialization.method student needs the student to start from")
            }
            return try fitting {
                try initialization.student(continuing: start, of: teacher, config: config, design: recipe.design)
            }
        }

        /// Names the recipe's key in what `body` finds about the former student.
        private func fitting<Result>(_ body: () throws -> Result) throws -> Result {
            do { return try body() } catch let error as ConfigError {
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

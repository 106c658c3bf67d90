#if Training
    extension Stage {
        /// Checks what a stage may ask for beside data, length and losses; `key` is its place in the recipe.
        func validateExtensions(key: String) throws(RecipeError) {
            try validateAugmentation(key: key + ".augmentation")
            guard kind == .general || packing == nil else {
                throw .invalid(key: key + ".packing", why: "only a general stage reads plain text")
            }
            if let text, text.paths.isEmpty || text.paths.contains("") {
                throw .invalid(key: key + ".text", why: "names no file; give a path or a list of paths")
            }
        }

        /// More steps and passes than any training makes, so that their products stay whole numbers.
        static let mostSteps = 1_000_000_000
        static let mostEpochs = 1e6

        /// Checks the length; `key` is the stage's place in the recipe.
        func validateLength(key: String) throws(RecipeError) {
            guard (0...Self.mostSteps).contains(steps ?? 1) else {
                throw .invalid(key: key + ".steps", why: "must lie in 0...\(Self.mostSteps); 0 is no training")
            }
            let epochs = epochs ?? 1
            guard epochs > 0, epochs <= Self.mostEpochs else {
                throw .invalid(key: key + ".epochs", why: "must be positive and at most \(Int(Self.mostEpochs))")
            }
        }

        private func validateAugmentation(key: String) throws(RecipeError) {
            guard let augmentation else { return }
            try augmentation.validate(key: key)
            guard kind != .general else {
                throw .invalid(key: key, why: "makes more of a task's texts; a general stage has plain text enough")
            }
            guard losses.label == 0 else {
                throw .invalid(
                    key: key,
                    why: "changed texts have no true labels; set losses.label to 0, or use labels in a stage of its own"
                )
            }
        }
    }
#endif

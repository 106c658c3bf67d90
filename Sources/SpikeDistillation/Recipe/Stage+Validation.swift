#if Training
    extension Stage {
        /// Checks what a stage may ask for beside data, length and losses; `key` is its place in the recipe.
        func validateExtensions(key: String) throws(RecipeError) {
            try validateAugmentation(key: key + ".augmentation")
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

#if Training
    import SpikeModel
    import SpikeTraining

    extension Distillation {
        /// The batches of every stage; copies that are made once are made here.
        func stageBatches(_ teacher: TeacherModel, _ data: [TrainingSet]) throws -> [StageBatches] {
            try zip(recipe.stages, data).enumerated().map { index, entry in
                let (stage, set) = entry
                let size = recipe.batches.size
                guard let plan = stage.augmentation else {
                    return StageBatches(set, batchSize: size, seed: recipe.seed, augmentation: nil)
                }
                control.observe(.preparing("counting tokens and finding neighbours to augment with"))
                let augmentation = try TokenAugmentation(
                    plan, classes: TokenClasses(set.tokenizer), sequences: set.sequences,
                    maximumLength: min(recipe.batches.maximumLength, teacher.config.maximumPositions),
                    embeddings: teacher.parameters[TensorNames.wordEmbeddings], key: "stages[\(index)].augmentation")
                guard !plan.everyEpoch else {
                    return StageBatches(set, batchSize: size, seed: recipe.seed, augmentation: augmentation)
                }
                let once = set.augmented(augmentation, seed: recipe.seed, epoch: 0)
                return StageBatches(once, batchSize: size, seed: recipe.seed, augmentation: nil)
            }
        }
    }
#endif

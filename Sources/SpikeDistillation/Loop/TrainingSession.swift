#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeTraining

    /// The start of a training, fresh or resumed.
    struct TrainingSession {
        let folder: TrainingFolder
        let start: TrainerState.Progress
        /// Type of matrix products.
        let computeType: ElementType

        /// - Parameters:
        ///   - parts: texts that must be the same when the training is resumed.
        ///   - precision: measured when it is automatic and the training is fresh.
        /// - Throws: `RecipeError.checkpointDiffers` when they are not, or when there is nothing to resume.
        init(output: URL, resume: Bool, parts: [String], precision: Precision, device: Device) throws {
            let fingerprint = SHA256.hexDigest(Array(parts.joined(separator: "\u{0}").utf8))
            let path = TrainingFolder.url(for: output).path
            guard resume else {
                computeType = try precision.computeType(on: device)
                start = .init(
                    step: 0, tokens: 0, seconds: 0, fingerprint: fingerprint, matrixType: "\(computeType)")
                folder = try TrainingFolder(for: output, resumedAt: 0)
                return
            }
            guard let found = try TrainingFolder.unfinished(for: output) else {
                throw FinishedTraining.nothingToResume(output)
            }
            guard found.fingerprint == fingerprint else {
                throw RecipeError.checkpointDiffers(path: path, what: "recipe, teacher or data")
            }
            start = found
            computeType = found.matrixType == "\(ElementType.bfloat16)" ? .bfloat16 : .float32
            folder = try TrainingFolder(for: output, resumedAt: found.step)
        }
    }
#endif

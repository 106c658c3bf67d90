#if Training
    import SpikeModel

    /// Why a recipe cannot be used, or a training could not go on.
    public enum RecipeError: Error, Equatable, Sendable, CustomStringConvertible {
        /// The file is not a recipe: `why` names the key.
        case malformed(path: String, why: String)
        /// A key that recipes do not have.
        case unknownKey(path: String, key: String, known: [String])
        /// A value outside its range, or two that exclude each other.
        case invalid(key: String, why: String)
        /// Training produced a loss that is not a number.
        case lossIsNotFinite(step: Int, stage: String)
        /// A checkpoint belongs to another recipe or other data.
        case checkpointDiffers(path: String, what: String)
        /// There is nothing to train on.
        case noExamples(String)

        /// One line: place, problem, fix.
        public var description: String {
            switch self {
            case .malformed(let path, let why): "\(path): \(why)"
            case .unknownKey(let path, let key, let known):
                "\(path): unknown key '\(key)'; known keys here: \(known.joined(separator: ", "))"
            case .invalid(let key, let why): "recipe key \(key): \(why)"
            case .lossIsNotFinite(let step, let stage):
                "the loss or its gradient is not finite at step \(step) of stage '\(stage)'; start anew with a lower learningRate or another seed"
            case .checkpointDiffers(let path, let what):
                "\(path) was made with another \(what); resume with what it was started with, or choose a new --output"
            case .noExamples(let what): "\(what) has no examples to train on"
            }
        }
    }
#endif

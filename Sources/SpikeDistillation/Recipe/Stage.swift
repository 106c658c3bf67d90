#if Training
    import SpikeCore
    import SpikeTraining

    /// One stage of a distillation: its data, length, learning rate and losses.
    public struct Stage: Sendable, Equatable, Codable {
        /// The three stages of arXiv:2308.10873.
        public enum Kind: String, Sendable, ListedWord {
            /// On plain text, before any task; the recipe's data folder holds the text file.
            case general
            /// On the task's texts: hidden states and attention.
            case taskInternal
            /// On the task's texts: logits or labels, usually with the internal losses kept.
            case prediction
        }

        /// Which stage.
        public var kind: Kind
        /// Length in optimiser steps; exactly one of `steps` and `epochs` is given.
        public var steps: Int?
        /// Length in passes over the data.
        public var epochs: Double?
        /// Learning rate over the stage.
        public var schedule: LearningRateSchedule
        /// Weights of the losses.
        public var losses: LossWeights
        /// `general` only: text files or folders of them, relative to the data folder.
        public var text: TextPaths?
        /// `general` only: how the text becomes sequences; nil for `lines`.
        public var packing: TextPacking?
        /// T during the stage; nil for the student's own.
        public var timeSteps: Int?
        /// How far weights are quantized, from the first step to the last; nil for wholly.
        public var quantizedShare: ShareRamp?
        /// More texts made from the task's; nil for none.
        public var augmentation: AugmentationPlan?

        /// Creates a stage.
        public init(
            kind: Kind, steps: Int? = nil, epochs: Double? = nil, schedule: LearningRateSchedule, losses: LossWeights,
            text: TextPaths? = nil, packing: TextPacking? = nil, timeSteps: Int? = nil,
            quantizedShare: ShareRamp? = nil, augmentation: AugmentationPlan? = nil
        ) {
            self.kind = kind
            self.steps = steps
            self.epochs = epochs
            self.schedule = schedule
            self.losses = losses
            self.text = text
            self.packing = packing
            self.timeSteps = timeSteps
            self.quantizedShare = quantizedShare
            self.augmentation = augmentation
        }

        /// Optimiser steps of the stage when one pass over the data takes `batchesPerEpoch`, `accumulation` of them a step.
        public func stepCount(batchesPerEpoch: Int, accumulation: Int) -> Int {
            steps ?? Self.stepCount(epochs: epochs ?? 1, batchesPerEpoch: batchesPerEpoch, accumulation: accumulation)
        }

        /// Steps of so many passes, at least one.
        static func stepCount(epochs: Double, batchesPerEpoch: Int, accumulation: Int) -> Int {
            max(1, Int((epochs * Double(batchesPerEpoch) / Double(accumulation)).rounded()))
        }
    }
#endif

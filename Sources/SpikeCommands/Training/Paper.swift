#if Training
    import ArgumentParser
    import Foundation
    import SpikeDistillation

    /// A published system that `bitspike reproduce` trains a student after.
    enum Paper: String, ExpressibleByArgument, CaseIterable {
        /// arXiv:2405.02543.
        case onebit
        /// arXiv:2308.10873.
        case spikingbert
        /// arXiv:2406.03287.
        case spikelm

        /// Authors' name of it, and where it is published.
        var title: String {
            switch self {
            case .onebit: "Exploring Extreme Quantization in Spiking Language Models (arXiv:2405.02543)"
            case .spikingbert: "SpikingBERT (arXiv:2308.10873)"
            case .spikelm: "SpikeLM (arXiv:2406.03287)"
            }
        }

        /// What it is said to reach on SST-2's dev set: the student's accuracy and its teacher's.
        var claim: (student: Double, teacher: Double) {
            switch self {
            case .onebit: (0.867, 0.933)
            case .spikingbert: (0.882, 0.933)
            case .spikelm: (0.870, 0.923)
            }
        }

        /// How sure that claim is.
        var source: String {
            switch self {
            case .onebit: "recalled from another paper's table, unverified"
            case .spikingbert: "quoted by other papers"
            case .spikelm: "quoted; BERT-base is its teacher's line"
            }
        }

        /// The sizes, steps and passes of the paper, where they are known.
        var published: [(what: String, value: String)] {
            switch self {
            case .onebit:
                [
                    ("student", "not published; SpikingBERT's 4 layers of width 768 are our reading"),
                    ("time steps", "about 100 (as SpikingBERT)"), ("encoder weights", "1 bit"),
                    ("general distillation", "yes"), ("passes over the task", "not published"),
                ]
            case .spikingbert:
                [
                    ("student", "4 layers of width 768"), ("time steps", "100 to 125"), ("encoder weights", "float32"),
                    ("general distillation", "yes"), ("passes over the task", "7 to 24"),
                ]
            case .spikelm:
                [
                    ("student", "12 layers of width 768"), ("time steps", "4"), ("encoder weights", "float32"),
                    ("general distillation", "no; pre-trained as a language model instead"),
                    ("passes over the task", "10"),
                ]
            }
        }

        /// Recipe of the student.
        var recipe: URL { URL(fileURLWithPath: "recipes/papers/\(rawValue).json") }

        /// What a scale changes about the recipe.
        func overrides(_ scale: ReproductionScale) -> [String] {
            let (first, second) = passes(scale)
            return ["stages.0.epochs=\(first)", "stages.1.epochs=\(second)"]
        }

        /// Passes of the two stages.
        private func passes(_ scale: ReproductionScale) -> (Double, Double) {
            switch (scale, self) {
            case (.tiny, _): (1.2, 0.8)
            // Ten in all, and as many as SpikingBERT's shortest.
            case (.full, .spikelm): (7, 3)
            case (.full, _): (5, 2)
            }
        }

        /// T that the student is measured at beside the recipe's: papers of rates count on many steps, and real weights take
        /// long for them.
        func moreTimeSteps(_ scale: ReproductionScale) -> [Int] {
            switch self {
            case .onebit: [64, 125]
            case .spikingbert: scale == .tiny ? [32] : [64, 125]
            case .spikelm: [1]
            }
        }
    }

    /// How much of a published recipe is run.
    enum ReproductionScale: String, ExpressibleByArgument, CaseIterable {
        /// A small model on the film reviews that bitspike fetches: minutes.
        case tiny
        /// SST-2 and as many passes as the paper: hours.
        case full
    }
#endif

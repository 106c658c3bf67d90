#if Training
    /// How a stage makes more texts from the task's; the teacher labels them.
    public struct AugmentationPlan: Sendable, Equatable, Codable {
        /// Changed copies of every example beside the example itself.
        public var copies: Int
        /// Probability that a token becomes `[MASK]`.
        public var mask: Double
        /// Probability that a token is replaced by one drawn as often as it occurs in the training texts.
        public var unigram: Double
        /// Probability that a token is replaced by one of its nearest neighbours in the teacher's word embeddings.
        public var neighbour: Double
        /// Neighbours to draw from, by cosine.
        public var neighbourCount: Int
        /// Probability that a word is left out, all its pieces together.
        public var delete: Double
        /// Probability that a word is replaced by one drawn as often as it stands beside the same adjacent word in the training texts;
        /// it may be the same again.
        public var bigram: Double
        /// Probability that two adjacent words of a text change places.
        public var swapWords: Double
        /// Probability that one word of a text goes to another place in it.
        public var move: Double
        /// Probability that a word is put into a text, drawn as often as it follows the word before the place.
        public var insert: Double
        /// Probability that the two texts of a pair change places.
        public var swapTexts: Double
        /// Whether copies are made anew in every epoch; else once, so that the teacher's outputs can be stored.
        public var everyEpoch: Bool

        /// Creates a plan.
        public init(
            copies: Int = 1, mask: Double = 0, unigram: Double = 0, neighbour: Double = 0.3, neighbourCount: Int = 15,
            delete: Double = 0, bigram: Double = 0, swapWords: Double = 0, move: Double = 0, insert: Double = 0,
            swapTexts: Double = 0, everyEpoch: Bool = true
        ) {
            self.copies = copies
            self.mask = mask
            self.unigram = unigram
            self.neighbour = neighbour
            self.neighbourCount = neighbourCount
            self.delete = delete
            self.bigram = bigram
            self.swapWords = swapWords
            self.move = move
            self.insert = insert
            self.swapTexts = swapTexts
            self.everyEpoch = everyEpoch
        }

        /// Checks ranges; `key` is the plan's place in the recipe.
        func validate(key: String) throws(RecipeError) {
            guard (1...1000).contains(copies) else {
                throw .invalid(key: key + ".copies", why: "must lie in 1...1000")
            }
            let probabilities = [
                ("mask", mask), ("unigram", unigram), ("neighbour", neighbour), ("delete", delete),
                ("bigram", bigram), ("swapWords", swapWords), ("move", move), ("insert", insert),
                ("swapTexts", swapTexts),
            ]
            for (name, value) in probabilities {
                guard (0...1).contains(value) else {
                    throw .invalid(key: "\(key).\(name)", why: "is a probability; it must lie in 0...1")
                }
            }
            guard mask + unigram + neighbour <= 1 else {
                throw .invalid(key: key, why: "mask, unigram and neighbour must not add up to more than 1")
            }
            guard probabilities.contains(where: { $0.1 > 0 }) else {
                throw .invalid(key: key, why: "changes nothing; give one of its probabilities")
            }
            guard (1...1_000_000).contains(neighbourCount) else {
                throw .invalid(key: key + ".neighbourCount", why: "must lie in 1...1000000")
            }
            guard neighbour > 0 || neighbourCount == AugmentationPlan().neighbourCount else {
                throw .invalid(key: key + ".neighbourCount", why: "nothing is replaced by neighbours; leave it out")
            }
        }
    }
#endif

#if Training
    /// Which teacher layer each student layer starts from and imitates.
    public struct LayerMapping: Sendable, Equatable, Codable {
        /// Teacher layer, from 0, of every student layer, from the input up.
        public let teacherLayers: [Int]

        /// A mapping given layer by layer.
        public init(teacherLayers: [Int]) { self.teacherLayers = teacherLayers }

        /// Evenly spread over the teacher, the last layers together: student layer i ↔ teacher layer ⌈(i+1)·n/m⌉ − 1.
        public init(studentLayers: Int, teacherLayers: Int) {
            precondition(studentLayers >= 1 && teacherLayers >= 1, "both models need layers")
            self.teacherLayers = (1...studentLayers).map {
                ($0 * teacherLayers + studentLayers - 1) / studentLayers - 1
            }
        }

        /// Reads a plain array of layer numbers.
        public init(from decoder: any Decoder) throws {
            teacherLayers = try decoder.singleValueContainer().decode([Int].self)
        }

        /// Writes a plain array of layer numbers.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(teacherLayers)
        }

        /// The teacher's hidden state (0 = embeddings, l + 1 = output of layer l) behind each of the student's.
        public var hiddenStates: [Int] { [0] + teacherLayers.map { $0 + 1 } }

        /// Checks that there is one teacher layer per student layer and that they exist, in ascending order.
        public func validate(studentLayers: Int, teacherLayers count: Int) throws(RecipeError) {
            guard teacherLayers.count == studentLayers else {
                throw .invalid(
                    key: "initialization.layerMapping",
                    why: "has \(teacherLayers.count) entries for \(studentLayers) student layers")
            }
            guard teacherLayers.allSatisfy({ (0..<count).contains($0) }) else {
                throw .invalid(key: "initialization.layerMapping", why: "entries must lie in 0...\(count - 1)")
            }
            guard zip(teacherLayers, teacherLayers.dropFirst()).allSatisfy(<=) else {
                throw .invalid(key: "initialization.layerMapping", why: "entries must not descend")
            }
        }
    }
#endif

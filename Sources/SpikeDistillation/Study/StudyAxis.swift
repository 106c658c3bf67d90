#if Training
    /// One dimension of a study's grid: values that each set some recipe keys.
    public struct StudyAxis: Sendable, Equatable, Codable {
        /// One value of an axis.
        public struct Value: Sendable, Equatable, Codable {
            /// Name in tables.
            public var label: String
            /// Recipe keys, as paths like those of `--set`, and what they are set to.
            public var set: [String: JSONValue]

            /// Creates a value.
            public init(label: String, set: [String: JSONValue]) {
                self.label = label
                self.set = set
            }
        }

        /// Name in tables.
        public var name: String
        /// Values in the order of the table.
        public var values: [Value]

        /// Creates an axis.
        public init(name: String, values: [Value]) {
            self.name = name
            self.values = values
        }
    }
#endif

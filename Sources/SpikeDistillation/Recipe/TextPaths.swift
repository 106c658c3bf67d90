#if Training
    /// Plain text of a stage: one path or several, each a file or a folder.
    public struct TextPaths: Sendable, Equatable, Codable, ExpressibleByStringLiteral {
        /// As written, relative to the data folder.
        public let paths: [String]

        /// Some paths.
        public init(_ paths: [String]) { self.paths = paths }

        /// One path.
        public init(stringLiteral value: String) { paths = [value] }

        /// Reads a string or a list of strings.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                paths = [one]
            } else {
                paths = try container.decode([String].self)
            }
        }

        /// Writes one path as a string, several as a list.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            if paths.count == 1 { try container.encode(paths[0]) } else { try container.encode(paths) }
        }
    }
#endif

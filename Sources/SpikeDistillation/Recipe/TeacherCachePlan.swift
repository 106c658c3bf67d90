#if Training
    /// Whether teacher outputs are kept on disk for later runs.
    public struct TeacherCachePlan: Sendable, Equatable, Codable {
        /// Allowance of the whole cache folder in units of 10⁶ bytes; 0 = no cache on disk.
        public var megabytes: Int

        /// Creates a plan.
        public init(megabytes: Int = 0) { self.megabytes = megabytes }

        /// Checks ranges; messages name the key.
        func validate() throws(RecipeError) {
            guard (0...1_000_000_000).contains(megabytes) else {
                throw .invalid(key: "teacherCache.megabytes", why: "must lie in 0...1000000000")
            }
        }
    }
#endif

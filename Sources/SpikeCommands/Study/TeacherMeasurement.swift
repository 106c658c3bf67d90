#if Training
    /// What a study's teacher says to the examples that students are measured on.
    struct TeacherMeasurement: Codable {
        /// By name; those that are undefined are left out.
        let metrics: [String: Double]
        /// `[examples][outputs]` in the order of the split, classes in the order of the task.
        let logits: [[Float]]
    }
#endif

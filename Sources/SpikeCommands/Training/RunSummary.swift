#if Training
    /// What the main job reports: `summary.json` and a table.
    struct RunSummary: Codable {
        struct Teacher: Codable {
            let accuracy: Double
        }

        struct Student: Codable {
            let accuracy: Double
            /// Nil where the teacher has none to keep.
            let retention: Double?
            let weightEncoding: String
            let timeSteps: Int
            let meanSpikeRate: Double
            let spikesPerNeuron: Double
            let encoderBytes: Int
            let modelBytes: Int
        }

        let teacher: Teacher
        let student: Student
        let seconds: Double
        let model: String

        /// What is kept of a teacher's accuracy; nil where there is none.
        static func retention(_ student: Double, of teacher: Double) -> Double? {
            teacher > 0 ? student / teacher : nil
        }

        /// A retention for people.
        static func percent(_ share: Double?) -> String { share.map { "\((100 * $0).rounded(1)) %" } ?? "none" }

        /// For people.
        var table: [String] {
            var table = TextTable("held-out text", "teacher", "student")
            table.add("accuracy", teacher.accuracy.rounded(4), student.accuracy.rounded(4))
            table.add("retention", "", Self.percent(student.retention))
            table.add("encoder weights", "float32", student.weightEncoding)
            table.add("time steps", "", "\(student.timeSteps)")
            table.add("spikes per neuron and window", "", student.spikesPerNeuron.rounded(3))
            table.add("spikes per neuron and step", "", student.meanSpikeRate.rounded(3))
            table.add("bytes of the encoder", "", "\(student.encoderBytes)")
            table.add("bytes of the model", "", "\(student.modelBytes)")
            table.add("seconds in total", "", seconds.rounded(0))
            return table.lines + ["", "Try it:  .build/release/bitspike classify --model \(model) \"a joy to watch\""]
        }
    }
#endif

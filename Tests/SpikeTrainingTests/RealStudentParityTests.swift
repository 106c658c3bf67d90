#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeQuantization
    import SpikeReference
    import SpikeRuntime
    import SpikeTestSupport
    import SpikeText
    import SpikeTraining
    import Testing

    /// Students of real size: training, packed runtime and reference on real sentences.
    ///
    /// By default a student that is only initialised, on the eight golden sentences. `BITSPIKE_STUDENT` names the checkpoint
    /// of a trained one and `BITSPIKE_SST2` the folder with dev.tsv to try all of it; that takes minutes.
    @Suite("Students of real size agree in training, runtime and reference", .oneAtATime)
    struct RealStudentParityTests {
        /// Logits when no count differs; 24 more summands deep than the tiny students of `StudentParityTests`.
        static let roundingTolerance: Float = 1e-4
        /// Logits when a neuron at its firing level fell on the other side, somewhere among 100,000; 0.41 was measured.
        static let flippedTolerance: Float = 0.5
        /// Sentences that the scalar reference runs; it takes seconds for each.
        static let referenceSentences = 3

        static let environment = ProcessInfo.processInfo.environment
        static let hasStudent = environment["BITSPIKE_STUDENT"] != nil && environment["BITSPIKE_SST2"] != nil

        /// Holds three executions against each other; gives how many sentences had spikes that differ.
        private func compare(_ student: StudentModel, _ sentences: [TokenSequence], labelsMustAgree: Bool) throws -> Int
        {
            let packed = try StudentPacker.pack(student.checkpoint())
            let runtime = try SpikingClassifier(packed)
            let stepwise = try SpikingClassifier(packed, options: RuntimeOptions(execution: .timeSteps))
            let reference = ReferenceStudent(packed)
            var flipped = 0
            for (index, sentence) in sentences.enumerated() {
                let batch = PaddedBatch([sentence], device: .cpu)
                let logits = try Engine.withoutGradients {
                    try StudentParityTests.rows(student.forward(batch, computeType: .float32).logits)
                }
                let spikes = try student.spikeStatistics(batch, computeType: .float32)
                let actual = try runtime.predict([sentence])
                #expect(try stepwise.predict([sentence]).logits == actual.logits, "sentence \(index)")
                let isSame = spikes == actual.spikes
                flipped += isSame ? 0 : 1
                let tolerance = isSame ? Self.roundingTolerance : Self.flippedTolerance
                #expect(StudentParityTests.worst(logits, actual.logits) <= tolerance, "sentence \(index)")
                if labelsMustAgree {
                    #expect(StudentParityTests.labels(logits) == StudentParityTests.labels(actual.logits))
                }
                guard index < Self.referenceSentences else { continue }
                let expected = try reference.predict([sentence])
                let bound = expected.spikes == actual.spikes ? Self.roundingTolerance : Self.flippedTolerance
                #expect(StudentParityTests.worst(expected.logits, actual.logits) <= bound, "sentence \(index)")
            }
            return flipped
        }

        @Test(
            "an initialised student of all-MiniLM-L6-v2",
            .enabled(if: TeacherParityTests.hasRealTeacher, TeacherParityTests.needsTeacher))
        func initialised() throws {
            let teacher = try TeacherModel.load(CheckpointFolder(at: TeacherParityTests.realFolder), device: .cpu)
            let sentences = try Goldens().json(
                "all-MiniLM-L6-v2-sequences.json", as: [TeacherParityTests.Sequence].self
            ).map { TokenSequence(ids: $0.ids, typeIDs: $0.types) }
            var encoder = teacher.config
            encoder.labels = ["negative", "positive"]
            encoder.pooling = .mean
            let student = try TinyTraining.student(
                of: teacher, SpikingConfig(timeSteps: 2, weightEncoding: .ternary), encoder: encoder)
            _ = try compare(student, sentences, labelsMustAgree: false)
        }

        @Test(
            "a trained student on the whole dev set of SST-2",
            .enabled(
                if: hasStudent, "set BITSPIKE_STUDENT to a checkpoint and BITSPIKE_SST2 to the folder with dev.tsv"))
        func trained() throws {
            let folder = URL(fileURLWithPath: try #require(Self.environment["BITSPIKE_STUDENT"]))
            let data = URL(fileURLWithPath: try #require(Self.environment["BITSPIKE_SST2"]))
            let tokenizer = try WordPieceTokenizer.load(folder: folder)
            let lines = try String(contentsOf: data.appendingPathComponent("dev.tsv"), encoding: .utf8)
                .split(separator: "\n").dropFirst()
            let sentences = lines.compactMap { line in
                line.split(separator: "\t").first.map { tokenizer.encode(String($0), maximumLength: 128) }
            }
            let student = StudentModel(
                try StudentCheckpoint.read(from: folder), design: StudentDesign(), device: .cpu)
            let flipped = try compare(student, sentences, labelsMustAgree: true)
            print("\(sentences.count) sentences, in \(flipped) of them a count differs between engine and runtime")
        }
    }
#endif

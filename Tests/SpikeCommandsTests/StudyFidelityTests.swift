#if Training
    import Foundation
    import SpikeTestSupport
    import SpikeTinyModels
    import Testing

    /// How closely students of a study imitate their teacher, and what is kept of the teacher for it.
    @Suite("Fidelity in studies", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct StudyFidelityTests {
        @Test("a cell's fidelity is what 'evaluate --full --against' says of its packed student and the teacher")
        func sameAsEvaluate() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 20)
                #expect(try BitspikeProcess.run(StudyFiles.arguments, in: folder).status == 0)
                let last = try #require(try StudyFiles.runs(in: folder).last)
                let run = try #require(last["run"] as? [String: Any])
                let measurements = try #require(last["measurements"] as? [[String: Any]])
                let model = try #require(run["output"] as? String)
                let steps = try measurements.map { "\(try #require($0["timeSteps"] as? Int))" }
                let result = try BitspikeProcess.run(
                    [
                        "evaluate", "--model", model, "--task", "sst2", "--data", "data", "--maximum-length", "24",
                        "--full",
                        "--against", "teacher", "--format", "json", "--threads", "1", "--time-steps",
                    ] + steps, in: folder)
                #expect(result.status == 0, "\(result.errors)")
                let report = try #require(
                    try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
                let evaluations = try #require(report["evaluations"] as? [[String: Any]])
                #expect(evaluations.count == 2 && measurements.count == 2)
                for (evaluation, measurement) in zip(evaluations, measurements) {
                    let comparison = try #require(evaluation["comparison"] as? [String: Any])
                    let expected = try #require(comparison["fidelity"] as? [String: Double])
                    #expect(measurement["fidelity"] as? [String: Double] == expected)
                    #expect(Set(expected.keys).isSuperset(of: ["agreement", "divergence"]))
                }
            }
        }

        @Test("what a teacher was measured with is read again by a later process; a damaged file is one line")
        func teacherMeasurement() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 0)
                #expect(try BitspikeProcess.run(StudyFiles.arguments, in: folder).status == 0)
                let teachers = folder.appendingPathComponent("runs/tiny/teachers")
                let names = try FileManager.default.contentsOfDirectory(atPath: teachers.path)
                let file = teachers.appendingPathComponent(try #require(names.first))
                #expect(names.count == 1 && file.lastPathComponent.hasPrefix("sst2-24-"))
                // Another seed is a cell that is not made yet.
                let study = folder.appendingPathComponent("study.json")
                let text = try String(contentsOf: study, encoding: .utf8)
                try Data(text.replacing("[0, 1]", with: "[0, 1, 2]").utf8).write(to: study)
                let whole = try Data(contentsOf: file)
                for damaged in [#"{"metrics": {"accuracy": 0.5}, "logits": [[0, 1]]}"#, "{"] {
                    try Data(damaged.utf8).write(to: file)
                    let result = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                    #expect(result.status == 65 && !result.errors.contains("measuring the teacher"), "\(result.errors)")
                    #expect(
                        result.errors.hasSuffix(
                            """
                            bitspike: \(file.path): does not hold a teacher's logits for every example of dev; remove it, and \
                            the teacher is measured again

                            """), "\(result.errors)")
                }
                try whole.write(to: file)
                let again = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(again.status == 0 && !again.errors.contains("measuring the teacher"), "\(again.errors)")
            }
        }
    }
#endif

#if Training
    import Foundation
    import SpikeTestSupport
    import Testing

    @Suite(
        "Studies that are refused", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct StudyRefusalTests {
        /// Runs a study that must be refused with exactly this line.
        private static func refuse(
            _ study: String, in folder: URL, fails status: Int32, saying line: String,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            try Data(study.utf8).write(to: folder.appendingPathComponent("other.json"))
            try CommandErrorTests.expect(
                ["study", "--recipe", "other.json"], in: folder, fails: status, saying: line,
                sourceLocation: sourceLocation)
        }

        @Test("studies that cannot work are refused before anything runs, in one line") func refusedStudies() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 5)
                let whole = try String(contentsOf: folder.appendingPathComponent("study.json"), encoding: .utf8)
                try Self.refuse(
                    whole.replacing("recipe.json", with: "none.json"), in: folder, fails: 66,
                    saying: "none.json: not found; correct the key 'recipe' of other.json")
                try Self.refuse(
                    whole.replacing(#""teacher": "teacher""#, with: #""teacher": "nobody""#), in: folder, fails: 66,
                    saying:
                        "nobody: not found; make the teacher with 'bitspike teacher', or correct its path in the study")
                try Self.refuse(
                    whole.replacing(#""data": "data""#, with: #""data": "nowhere""#), in: folder, fails: 66,
                    saying: "nowhere: not found; correct the folder of task 'sst2' in the study")
                try Self.refuse(
                    whole.replacing(
                        #""student.weightEncoding": "binary""#, with: #""initialization.layerMapping": [0, 5]"#),
                    in: folder, fails: 65,
                    saying:
                        "other.json: cell sst2, weights bin|ary, seed 0: recipe key initialization.layerMapping: entries must lie in 0...1"
                )
                try Self.refuse(
                    whole.replacing(#""data": "data""#, with: #""data": "data", "ownSplit": true"#), in: folder,
                    fails: 65,
                    saying: "task sst2 has no split of bitspike's own; leave that out, or use one of qqp, qnli")
                try Self.refuse(
                    whole.replacing(#""data": "data""#, with: #""data": "data", "textColumn": "phrase""#), in: folder,
                    fails: 65,
                    saying:
                        "task sst2: takes no columns, because its files have their own; leave them out, or use task 'table'"
                )
                try Self.refuse(
                    whole.replacing(#""student.weightEncoding": "binary""#, with: #""stages.7.steps": 5"#), in: folder,
                    fails: 65,
                    saying: "other.json: cell sst2, weights bin|ary: set stages.7.steps=5: there is no element 7")
                #expect(try TrainingRuns.newNames(in: folder) == ["other.json", "study.json"])
            }
        }

        @Test("outputs and ledgers that cannot be used are refused in one line") func refusedPlaces() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 5)
                try CommandErrorTests.expect(
                    ["study", "--recipe", "none.json"], in: folder, fails: 66,
                    saying: "none.json: not found; name a study file with --recipe, for example one of recipes/studies/"
                )
                try FileManager.default.createDirectory(
                    at: folder.appendingPathComponent("mine/notes"), withIntermediateDirectories: true)
                try CommandErrorTests.expect(
                    StudyFiles.arguments + ["--output", "mine"], in: folder, fails: 65,
                    saying: "mine: has no cells, so it is no former output and stays as it is; choose another output")
                try CommandErrorTests.expect(
                    StudyFiles.arguments + ["--tables-only"], in: folder, fails: 66,
                    saying:
                        "runs/ledger.sqlite: not found; name the ledger with --ledger, or train something first, which makes one"
                )
                #expect(try TrainingRuns.newNames(in: folder) == ["mine", "study.json"])
            }
        }
    }
#endif

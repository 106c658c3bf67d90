#if Training
    import ArgumentParser
    import Foundation
    import SpikeDistillation
    import SpikeEngine
    import SpikeFormats
    import SpikeLedger

    /// `bitspike study`: a grid of distillations and one table of them.
    struct StudyCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "study", abstract: "Distil, pack and measure a grid of students, and write one table of them.",
            discussion: "Run the same command again to go on after an interruption; see docs/Study.md.")

        @Option(help: ArgumentHelp("Study, a JSON file; see recipes/studies/.", valueName: "file"))
        var recipe: String

        @Option(help: ArgumentHelp("Folder to write. (default: runs/<name of the study>)", valueName: "dir"))
        var output: String?

        @Option(help: "Threads to run on; results are bit-exact only for the same number. (default: all cores)")
        var threads: Int?

        @Option(help: "cpu, or cuda where libtorch's CUDA is present.")
        var device: Device = .cpu

        @Flag(help: "Try cells again that failed.")
        var retryFailed = false

        @Flag(help: "Train nothing: write tables and plots of what the ledger has.")
        var tablesOnly = false

        @OptionGroup var ledgerOptions: LedgerOptions

        func validate() throws {
            try ThreadCount.validate(threads)
        }

        func run() async throws {
            let file = URL(fileURLWithPath: recipe)
            guard FileManager.default.fileExists(atPath: file.path) else {
                throw InputError.missing(
                    path: recipe, fix: "name a study file with --recipe, for example one of recipes/studies/")
            }
            let plan = try StudyPlan.read(from: file)
            let cells = try plan.cells(in: file)
            let folder = StudyFolder(URL(fileURLWithPath: output ?? "runs/\(plan.name)"))
            if tablesOnly {
                let ledger = try Ledger(ledgerOptions.url, for: .reading)
                try folder.prepare()
                try report(StudyResults(plan: plan, cells: cells, ledger: ledger), folder)
                return
            }
            let inputs = try plan.tasks.map { try StudyInput($0, cells: cells, studyFile: file) }
            try folder.check()
            try TrainingOptions.start(device: device, threads: threads)
            let ledger = try Ledger(ledgerOptions.url, for: .writing)
            try folder.prepare()
            let job = StudyJob(
                plan: plan, cells: cells, inputs: inputs, folder: folder, ledger: ledger, device: device,
                retriesFailed: retryFailed)
            try job.run()
            let results = try StudyResults(plan: plan, cells: cells, ledger: ledger, inputs: inputs)
            try report(results, folder)
            let failed = results.failures.count
            guard failed == 0 else { throw StudyError.failedCells(failed, of: cells.count, study: plan.name) }
        }

        private func report(_ results: StudyResults, _ folder: StudyFolder) throws {
            let report = StudyReport(results)
            try report.write(into: folder.url)
            Console.data(report.markdown.trimmingCharacters(in: .newlines))
        }
    }

    extension StudyPlan {
        /// All cells, on the recipe that the study file names.
        func cells(in file: URL) throws -> [StudyCell] {
            let base = StudyInput.resolve(recipe, beside: file)
            guard let data = FileManager.default.contents(atPath: base.path) else {
                throw InputError.missing(path: base.path, fix: "correct the key 'recipe' of \(file.relativePath)")
            }
            return try cells(base: data, basePath: base.path, path: file.path)
        }
    }
#endif

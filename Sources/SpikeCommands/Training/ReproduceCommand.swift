#if Training
    import ArgumentParser
    import Foundation
    import SpikeDistillation
    import SpikeEngine
    import SpikeEvaluation
    import SpikeFormats
    import SpikeModel

    /// `bitspike reproduce`: a published system, trained again at a stated scale.
    struct ReproduceCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reproduce",
            abstract: "Train a student after a published recipe, and print claimed, obtained and why they differ.",
            discussion: """
                onebit is arXiv:2405.02543, spikingbert arXiv:2308.10873, spikelm arXiv:2406.03287. At scale tiny the teacher is \
                all-MiniLM-L6-v2 on the film reviews of 'bitspike data get'; at scale full give SST-2 with --data. Interrupted, \
                the same command goes on where it was. SpikeLLM (arXiv:2407.04752) is a decoder, which bitspike has none of.
                """)

        @Argument(help: "Which: onebit, spikingbert or spikelm.")
        var paper: Paper

        @Option(help: "How much of it: tiny (minutes) or full (hours).")
        var scale: ReproductionScale = .tiny

        @Option(help: ArgumentHelp("Folder to write. (default: runs/reproduce/PAPER-SCALE)", valueName: "dir"))
        var output: String?

        @Option(help: ArgumentHelp("BERT checkpoint that the teacher starts from.", valueName: "dir"))
        var model = ".deps/models/all-MiniLM-L6-v2"

        @Option(
            help: ArgumentHelp(
                "SST-2, or text in its layout. (default at scale tiny: the film reviews)", valueName: "dir"))
        var data: String?

        @Option(help: "Passes of the teacher over the training split.")
        var teacherEpochs: Double?

        @Option(name: .customLong("set"), help: ArgumentHelp("Override of a recipe key.", valueName: "key=value"))
        var overrides: [String] = []

        @Option(help: "Threads to run on. (default: all cores)")
        var threads: Int?

        @Option(help: "cpu, or cuda where libtorch's CUDA is present.")
        var device: Device = .cpu

        @Option(help: "Output format: table or json.")
        var format: OutputFormat = .table

        @OptionGroup var ledgerOptions: LedgerOptions

        private static let tinyData = ".deps/data/movie-reviews"

        func validate() throws {
            try ThreadCount.validate(threads)
            guard scale == .tiny || data != nil else { throw ValidationError("--scale full needs SST-2: give --data") }
        }

        func run() async throws {
            let data = data ?? Self.tinyData
            try checkFiles(data: data)
            let recipe = try Recipe.read(from: paper.recipe, overrides: paper.overrides(scale) + overrides)
            try TrainingOptions.start(device: device, threads: threads)
            let folder = output ?? "runs/reproduce/\(paper.rawValue)-\(scale.rawValue)"
            let job = MainJob(
                root: URL(fileURLWithPath: folder), base: URL(fileURLWithPath: model),
                data: DataFolder(URL(fileURLWithPath: data)), recipe: recipe,
                teacherRecipe: TeacherRecipe(
                    seed: recipe.seed, epochs: teacherEpochs ?? (scale == .tiny ? 2 : 3),
                    batches: .init(maximumLength: recipe.batches.maximumLength),
                    pooling: try TeacherJob.pooling(of: URL(fileURLWithPath: model), task: .sst2)),
                ledger: ledgerOptions.url, device: device, split: data == Self.tinyData ? .test : .dev)
            let request = ReproductionRequest(
                paper: paper.rawValue, scale: scale.rawValue, recipe: try recipe.digest(),
                teacherEpochs: job.teacherRecipe.epochs, model: URL(fileURLWithPath: model).standardizedFileURL.path,
                data: URL(fileURLWithPath: data).standardizedFileURL.path)
            // A student that was trained for this very request and not compared yet is only measured.
            let former = try request.isTrained(in: job.root) ? job.finished() : nil
            let summary = try former ?? job.run(since: .now)
            try request.noteTrained(in: job.root)
            let others = try paper.moreTimeSteps(scale).map { steps in
                do {
                    return (timeSteps: steps, accuracy: try job.accuracy(timeSteps: steps))
                } catch is TrainingInterrupted {
                    throw JobInterrupted()
                }
            }
            let report = ReproductionReport(
                paper: paper, scale: scale, recipe: recipe, summary: summary, others: others,
                encoder: try job.encoder(), model: model, data: "\(data), \(job.split.name)")
            try ConfigFile.write(report, to: job.root.appendingPathComponent("reproduction.json"))
            try request.forget(in: job.root)
            switch format {
            case .json: try Console.json(report)
            case .table: report.lines.forEach(Console.data)
            }
        }

        private func checkFiles(data: String) throws {
            let fixes = [
                (model, "get it with 'bitspike data get teacher'"),
                (data, data == Self.tinyData ? "get it with 'bitspike data get text'" : "give the folder of SST-2"),
                (paper.recipe.relativePath, "run bitspike in its own folder, which has it"),
            ]
            for (path, fix) in fixes where !FileManager.default.fileExists(atPath: path) {
                throw InputError.missing(path: path, fix: fix)
            }
        }
    }
#endif

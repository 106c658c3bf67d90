#if Training
    import ArgumentParser
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeFormats
    import SpikeModel

    /// `bitspike sensitivity`: which linear layers need more bits, and a recipe that gives them.
    struct SensitivityCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sensitivity",
            abstract: "Measure how much each linear layer suffers from few bits, and mix encodings under a size budget."
        )

        @OptionGroup var recipeOptions: RecipeOptions

        @Option(help: ArgumentHelp("Folder of the fine-tuned teacher.", valueName: "dir"))
        var teacher: String

        @Option(
            help:
                "Task; without it the recipe's, else the one that the teacher's folder names; see 'bitspike teacher --help'."
        )
        var task: String?

        @OptionGroup var dataOptions: DataOptions

        @Option(
            parsing: .upToNextOption,
            help: "Encodings to choose from: binary, ternary, balanced2 … balanced4, uniform2 … uniform8, float32.")
        var candidates = ["binary", "ternary", "uniform4", "uniform8"]

        @Option(help: "Mean of the stored bits per weight, scales and zero points included, that may not be exceeded.")
        var bits = 2.5

        @Option(help: "Training examples to measure on.")
        var examples = 128

        @Option(help: ArgumentHelp("Recipe to write, with the encodings that were chosen.", valueName: "file"))
        var output: String?

        @Option(help: "Output format: table or json.")
        var format: OutputFormat = .table

        @Option(help: "Threads to run on. (default: all cores)")
        var threads: Int?

        func validate() throws {
            guard examples >= 1 else { throw ValidationError("--examples must be at least 1") }
            guard bits > 0 else { throw ValidationError("--bits must be positive") }
            try ThreadCount.validate(threads)
            let encodings = try encodings()
            guard Set(encodings).count == encodings.count else { throw ValidationError("--candidates has one twice") }
            let least = encodings.map(\.packedBits).min() ?? 0
            guard bits > Double(least) else {
                throw ValidationError(
                    "--bits \(bits): the smallest candidate takes \(least) and its scales; raise it or add a smaller one"
                )
            }
        }

        func run() async throws {
            let recipe = try recipeOptions.read()
            if let output {
                guard !FileManager.default.fileExists(atPath: output) else {
                    throw InputError.impossible(what: output, why: "exists already; name another file with --output")
                }
                try AtomicFile.checkWritable(URL(fileURLWithPath: output))
            }
            try TrainingOptions.start(device: .cpu, threads: threads)
            let teacherURL = URL(fileURLWithPath: teacher)
            let labels = try CheckpointFolder(at: teacherURL).config.labels
            let name = try task ?? recipe.task ?? TeacherRecord.task(in: teacherURL)
            let job = SensitivityJob(
                teacherURL: teacherURL, task: try dataOptions.task(name, modelLabels: labels), data: dataOptions.folder,
                recipe: recipe, candidates: try encodings(), bitsPerWeight: bits, examples: examples)
            let report = try job.run()
            try report.recipe.validate()
            if let output {
                try AtomicFile.write(try report.recipe.encoded() + Data("\n".utf8), to: URL(fileURLWithPath: output))
            }
            switch format {
            case .json: try Console.json(report.rows)
            case .table: report.table.lines.forEach(Console.data)
            }
            Console.error("\(report.bitsPerWeight.rounded(3)) bits per weight of at most \(bits)")
        }

        private func encodings() throws -> [WeightEncoding] {
            try candidates.map { name in
                guard let encoding = WeightEncoding(name: name) else {
                    throw ValidationError(
                        "'\(name)' is no weight encoding; use \(WeightEncoding.all.map(\.name).joined(separator: ", "))"
                    )
                }
                return encoding
            }
        }
    }
#endif

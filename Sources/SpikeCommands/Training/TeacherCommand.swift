#if Training
    import ArgumentParser
    import Foundation
    import SpikeDistillation
    import SpikeModel
    import SpikeTraining

    /// `bitspike teacher`: fine-tunes a BERT on a task.
    struct TeacherCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "teacher", abstract: "Fine-tune a BERT checkpoint on a task: the teacher of a distillation.")

        @Option(help: ArgumentHelp("Folder of the BERT checkpoint in Hugging Face layout.", valueName: "dir"))
        var model: String

        @OptionGroup var taskOptions: TaskOptions

        @Option(help: ArgumentHelp("Folder to write.", valueName: "dir"))
        var output: String

        @Option(help: "Passes over the training split.")
        var epochs: Double = 3

        @Option(help: "Peak learning rate.")
        var learningRate: Double = 5e-5

        @Option(help: "Sequences of one batch.")
        var batchSize = 32

        @Option(help: "Longest sequence in tokens; longer texts are cut.")
        var maximumLength = 128

        @Option(help: "Probability of dropping values.")
        var dropout: Double = 0.1

        @Option(
            help: ArgumentHelp(
                "How the head reads the sentence: mean, cls or pooler (what transformers' classes use). "
                    + "(default: as the model's own head for the task, if it has one, else mean)"))
        var pooling: Pooling?

        @Option(help: "Seed of data order, dropout and the fresh head.")
        var seed: UInt64 = 0

        @OptionGroup var options: TrainingOptions

        @OptionGroup var ledgerOptions: LedgerOptions

        func run() async throws {
            try options.start()
            let (base, task) = (URL(fileURLWithPath: model), try taskOptions.resolve())
            let recipe = TeacherRecipe(
                seed: seed, epochs: epochs, batches: .init(size: batchSize, maximumLength: maximumLength),
                schedule: .init(learningRate: learningRate, warmup: 0.06), dropout: dropout,
                pooling: try pooling ?? TeacherJob.pooling(of: base, task: task))
            try recipe.validate()
            let job = TeacherJob(
                base: base, task: task, data: taskOptions.folder,
                output: URL(fileURLWithPath: output), recipe: recipe, device: options.device, resume: options.resume,
                replacing: options.replace)
            try job.run(recordedIn: ledgerOptions.url)
            Console.data(job.output.relativePath)
        }
    }

    extension Pooling: ExpressibleByArgument {}
#endif

#if Training
    import ArgumentParser
    import Foundation
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeText
    import SpikeTraining

    /// `bitspike embed`: sentence vectors of a full-precision encoder.
    struct EmbedCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "embed", abstract: "Print sentence vectors, mean-pooled and normalised to length 1.")

        @OptionGroup var modelOptions: ModelOptions

        @Option(help: "Output format: table (one vector a line) or json (one array of vectors).")
        var format: OutputFormat = .table

        @Argument(help: "Texts; without any, lines are read from standard input.")
        var texts: [String] = []

        func run() async throws {
            try Engine.start(on: .cpu)
            Engine.threads = modelOptions.threadCount
            guard try ModelKind(modelOptions.url) == .teacher else {
                throw InputError.unsuitableModel(
                    path: modelOptions.model, why: "is a spiking student; embed needs a full-precision encoder")
            }
            let folder = try CheckpointFolder(at: modelOptions.url)
            let encoder = TeacherClassifier(try TeacherModel.load(folder, device: .cpu))
            let tokenizer = try modelOptions.tokenizer()
            let longest = try tokenizer.longestSequence(
                modelOptions.maximumLength, positions: folder.config.maximumPositions, of: modelOptions.url)
            try tokenizer.check(fits: folder.config, hasPairs: false, of: modelOptions.url)
            var lines = texts
            if lines.isEmpty { try Console.forEachInputLine { lines.append($0) } }
            let pooling: Pooling = (folder.sentencePooling ?? folder.config.pooling) == .cls ? .cls : .mean
            let vectors = try lines.map {
                try encoder.embed([tokenizer.encode($0, maximumLength: longest)], pooling: pooling)[0]
            }
            switch format {
            case .json: try Console.json(vectors)
            case .table: for vector in vectors { Console.data(vector.map { "\($0)" }.joined(separator: " ")) }
            }
        }
    }
#endif

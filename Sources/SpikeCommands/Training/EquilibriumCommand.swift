#if Training
    import ArgumentParser
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeEvaluation
    import SpikeFormats
    import SpikeModel
    import SpikeText
    import SpikeTraining

    /// `bitspike equilibrium`: the gap between training and spiking of a `perStep` student.
    struct EquilibriumCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "equilibrium",
            abstract: "Measure how far a perStep student's rates after T steps are from the chain that trained it.")

        @Option(help: ArgumentHelp("Folder of the checkpoint that 'bitspike distill' wrote.", valueName: "dir"))
        var checkpoint: String

        @OptionGroup var taskOptions: TaskOptions

        @Option(help: "Split to measure on.")
        var split = "dev"

        @Option(parsing: .upToNextOption, help: "Values of T.")
        var timeSteps = [4, 16, 64]

        @Option(help: "Examples to measure on.")
        var examples = 128

        @Option(help: "Output format: table or json.")
        var format: OutputFormat = .table

        /// The chain does not depend on T, so neither does its equilibrium.
        private static func line(_ feedback: EquilibriumGap.Solution) -> String {
            let verdict = feedback.isConverged ? "converged" : "not converged"
            let residual = feedback.residual.map { "residual \($0.rounded(6))" } ?? "diverged"
            return "feedback: \(verdict), \(residual), \(feedback.iterations) iterations"
        }

        func validate() throws {
            guard examples >= 1, timeSteps.allSatisfy({ $0 >= 1 }) else {
                throw ValidationError("--examples and --time-steps must be at least 1")
            }
        }

        func run() async throws {
            try Engine.start(on: .cpu)
            let url = URL(fileURLWithPath: checkpoint)
            let stored = try StudentCheckpoint.read(from: url)
            let solver = try DistillationRecord.solver(in: url) ?? FixedPointSolver()
            let student = StudentModel(stored, design: StudentDesign(solver: solver), device: .cpu)
            let tokenizer = try WordPieceTokenizer.load(folder: url)
            let task = try taskOptions.resolve(modelLabels: stored.config.encoder.labels)
            let dataset = try taskOptions.folder.read(Split(name: split), task: task)
            let longest = try tokenizer.longestSequence(
                nil, positions: stored.config.encoder.maximumPositions, of: url)
            try tokenizer.check(fits: stored.config.encoder, hasPairs: task.hasPairs, of: url)
            let sequences = dataset.examples.prefix(examples).map {
                tokenizer.encode($0.text, $0.pair, maximumLength: longest)
            }
            let gaps = try timeSteps.map {
                try EquilibriumGap.measure(student, timeSteps: $0, sequences: Array(sequences))
            }
            switch format {
            case .json: try Console.json(gaps)
            case .table:
                var table = TextTable("mean |rate - chain|", gaps.map { "T=\($0.timeSteps)" })
                for index in 0...stored.config.encoder.layers {
                    let name = index == 0 ? "embedding" : "layer \(index - 1)"
                    table.add(name, gaps.map { $0.meanAbsoluteGap[index].rounded(4) })
                }
                table.lines.forEach(Console.data)
                if let line = gaps.first?.feedback.map(Self.line) { Console.data(line) }
            }
        }
    }
#endif

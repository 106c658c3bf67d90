import ArgumentParser
import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeModel
import SpikeText

/// `bitspike classify`: labels of texts.
struct ClassifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "Print label and probability of texts, or of lines on standard input.",
        discussion: "A tab in a text separates the two texts of a pair.")

    @OptionGroup var modelOptions: ModelOptions

    @Flag(help: "Stop each text as soon as the student's stop rule is sure, and print the time steps it took.")
    var anytime = false

    @Option(
        help:
            "With --anytime: which of the rules that 'bitspike anytime --save' kept, threshold (default) or conformal.")
    var rule: StopRule.Kind?

    @Option(help: "Output format: table or json (one object a line).")
    var format: OutputFormat = .table

    @Argument(help: "Texts; without any, lines are read from standard input.")
    var texts: [String] = []

    /// Lines of standard input classified at once: enough for all threads, few enough to answer promptly.
    private static let batchSize = 64

    func validate() throws {
        guard anytime || rule == nil else { throw ValidationError("--rule needs --anytime") }
    }

    func run() async throws {
        let loaded = try LoadedModel.open(modelOptions.url, threads: modelOptions.threadCount)
        let model = loaded.languageModel
        let stopper = anytime ? try EarlyStopper(loaded, folder: modelOptions.url, rule: rule ?? .threshold) : nil
        let tokenizer = try modelOptions.tokenizer()
        let longest = try tokenizer.longestSequence(
            modelOptions.maximumLength, positions: model.config.maximumPositions, of: modelOptions.url)
        func classify(_ lines: [String]) throws {
            let sequences = lines.map { line in
                let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return tokenizer.encode(parts[0], parts.count > 1 ? parts[1] : nil, maximumLength: longest)
            }
            if let stopper {
                for (line, said) in zip(lines, try stopper.predict(sequences)) {
                    guard said.logits.allSatisfy(\.isFinite) else { throw EvaluationError.notFinite(example: line) }
                    let answer = Answer(
                        said.logits, config: model.config, confidence: said.confidence, steps: said.steps)
                    try show(answer, of: line)
                }
                return
            }
            for (line, logits) in zip(lines, try model.predict(sequences).logits) {
                guard logits.allSatisfy(\.isFinite) else { throw EvaluationError.notFinite(example: line) }
                try show(Answer(logits, config: model.config), of: line)
            }
        }
        guard texts.isEmpty else { return try classify(texts) }
        try forEachBatchOfInput(classify)
    }

    /// Lines of standard input in batches; one by one where somebody types them.
    private func forEachBatchOfInput(_ classify: ([String]) throws -> Void) throws {
        var waiting: [String] = []
        func answer() throws {
            // Taken out first: what cannot be classified is not tried again.
            let lines = waiting
            waiting = []
            try classify(lines)
        }
        do {
            try Console.forEachInputLine { line in
                waiting.append(line)
                if waiting.count == Self.batchSize || isatty(STDIN_FILENO) == 1 { try answer() }
            }
        } catch {
            // The lines before a broken one are answered all the same.
            try answer()
            throw error
        }
        try answer()
    }

    private func show(_ answer: Answer, of line: String) throws {
        switch format {
        case .json: try Console.json(answer)
        case .table:
            let steps = answer.steps.map { "\($0)\t" } ?? ""
            Console.data("\(answer.label)\t\(answer.probability?.rounded(4) ?? "-")\t\(steps)\(line)")
        }
    }

    /// What is printed for one text; a regression's label is its score, without probability.
    struct Answer: Encodable {
        let label: String
        let probability: Double?
        /// Time steps it took; nil where nothing was stopped early.
        let steps: Int?

        /// - Parameter confidence: probability of the label, where it is known better than by softmax alone.
        init(_ logits: [Float], config: BERTConfig, confidence: Double? = nil, steps: Int? = nil) {
            self.steps = steps
            guard !config.isRegression else {
                label = Double(logits[0]).rounded(4)
                probability = nil
                return
            }
            let best = logits.indexOfLargest
            let sum = logits.reduce(0.0) { $0 + exp(Double($1 - logits[best])) }
            label = config.labels[best]
            probability = confidence ?? 1 / sum
        }
    }
}

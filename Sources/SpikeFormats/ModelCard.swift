import Foundation
import SpikeCore
import SpikeModel

/// The facts of a model card that the model itself does not hold.
public struct ModelCard: Sendable, Equatable {
    /// One measured figure.
    public struct Result: Sendable, Equatable {
        /// Name of the task or data set, for example `SST-2`.
        public var dataset: String
        /// Which part of a collection the data set is, for example `sst2` of `glue`; nil for others.
        public var config: String?
        /// Part of the data, for example `validation`.
        public var split: String
        /// Hugging Face's name of the metric, for example `accuracy`.
        public var metric: String
        /// The figure as measured.
        public var value: Double

        /// Creates a result.
        public init(dataset: String, config: String? = nil, split: String, metric: String, value: Double) {
            self.dataset = dataset
            self.config = config
            self.split = split
            self.metric = metric
            self.value = value
        }
    }

    /// A part of the card's text.
    public struct Section: Sendable, Equatable {
        /// Heading.
        public var title: String
        /// Markdown, as it is.
        public var markdown: String

        /// Creates a section.
        public init(_ title: String, markdown: String) {
            self.title = title
            self.markdown = markdown
        }
    }

    /// Name of the model.
    public var name: String
    /// Identifier of the licence, which the teacher's binds.
    public var license: String
    /// Where the teacher came from, for example `sentence-transformers/all-MiniLM-L6-v2`.
    public var baseModel: String?
    /// Measured figures, if any.
    public var results: [Result]
    /// What follows the facts of the model.
    public var sections: [Section]

    /// Creates a card.
    public init(
        name: String = "spiking student", license: String = "apache-2.0", baseModel: String? = nil,
        results: [Result] = [], sections: [Section] = []
    ) {
        self.name = name
        self.license = license
        self.baseModel = baseModel
        self.results = results
        self.sections = sections
    }

    /// The card as Markdown with YAML front matter; the figures are those given, nothing is claimed beside them.
    public func markdown(for model: PackedModel) -> String {
        (["---"] + frontMatter + ["---", ""] + body(model)).joined(separator: "\n") + "\n"
    }

    private var frontMatter: [String] {
        var lines = ["language: en", "license: \(Self.quoted(license))", "library_name: bitspike"]
        lines += ["pipeline_tag: text-classification", "tags:", "- spiking-neural-network", "- quantized", "- bert"]
        if let baseModel {
            lines += ["base_model: \(Self.quoted(baseModel))", "base_model_relation: quantized"]
        }
        guard !results.isEmpty else { return lines }
        lines += ["model-index:", "- name: \(Self.quoted(name))", "  results:"]
        for result in results {
            lines += ["  - task:", "      type: text-classification", "    dataset:"]
            lines += ["      type: \(Self.quoted(result.dataset))", "      name: \(Self.quoted(result.title))"]
            if let config = result.config { lines.append("      config: \(Self.quoted(config))") }
            lines += [
                "      split: \(Self.quoted(result.split))", "    metrics:",
                "    - type: \(Self.quoted(result.metric))", "      value: \(result.value)",
            ]
        }
        return lines
    }

    private func body(_ model: PackedModel) -> [String] {
        let (encoder, spiking) = (model.config.encoder, model.config.spiking)
        var lines = [
            "# \(Self.text(name))", "",
            "A spiking BERT classifier with \(spiking.weightSummary) encoder weights, made with bitspike.", "",
            "| | |", "|---|---|",
            "| layers x width x heads | \(encoder.layers) x \(encoder.hiddenSize) x \(encoder.heads) |",
            "| schedule, time steps | \(spiking.schedule.rawValue)\(spiking.hasFeedback ? " with feedback" : ""), \(spiking.timeSteps) |",
            "| spikes | \(spiking.spikeKind.rawValue) |", "| neurons | \(spiking.neuron.summary) |",
            "| encoder weights | \(spiking.weightSummary), scale \(spiking.scaleGranularity.name) |",
            "| encoder bytes | \(model.encoderByteCount) |",
            "| labels | \(Self.text(encoder.labels.joined(separator: ", "))) |",
        ]
        for result in results {
            lines.append(
                "| \(Self.text(result.title)) (\(Self.text(result.split))), \(Self.text(result.metric)) "
                    + "| \(String(format: "%.4f", result.value)) |")
        }
        lines += ["", "Run it: `bitspike classify --model DIR \"some text\"`."]
        for section in sections { lines += ["", "## \(Self.text(section.title))", "", section.markdown] }
        return lines
    }

    /// A YAML double-quoted scalar, so that no name can break out of its line.
    private static func quoted(_ text: String) -> String {
        "\"" + plain(text).replacingScalars { $0 == "\\" || $0 == "\"" ? "\\\($0)" : nil } + "\""
    }

    /// Text in Markdown that cannot become an element of HTML or end a cell of a table.
    private static func text(_ text: String) -> String {
        plain(text).replacingScalars { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case "|": "\\|"
            default: nil
            }
        }
    }

    private static func plain(_ text: String) -> String {
        text.replacingScalars { $0.properties.generalCategory == .control ? " " : nil }
    }
}

extension ModelCard.Result {
    /// The data set's name for people.
    fileprivate var title: String { config.map { "\(dataset) \($0)" } ?? dataset }
}

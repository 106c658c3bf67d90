import ArgumentParser
import SpikeEvaluation
import SpikeModel
import SpikeReport

/// `bitspike audit`: what a student really computes.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Certify every tensor of a student as spikes or real numbers, and count every operation.",
        discussion: """
            The kinds of spiking sites are those of the values that were seen. Without --task and --data the student reads a \
            few built-in sentences. With --require spike-driven the exit code is 1 when a linear layer sees anything else than spikes.
            """)

    @OptionGroup var modelOptions: ModelOptions
    @OptionGroup var sample: SampleOptions

    @Option(help: "Fail unless the linear layers are: spike-driven.")
    var require: Requirement?

    @Option(help: "Output format: table or json.")
    var format: OutputFormat = .table

    private func lines(_ audit: SpikeAudit) -> [String] {
        let tables = AuditTables(audit)
        return [
            "\(audit.sequences) sequences, \(audit.tokens) tokens (\(sample.description)); T = \(audit.timeSteps), "
                + audit.execution,
            "", tables.verdict, tables.shares, "",
        ] + tables.tensors.lines + [""] + tables.linears.lines + [""] + tables.operations.lines
    }

    /// What can be required.
    enum Requirement: String, ExpressibleByArgument, CaseIterable {
        case spikeDriven = "spike-driven"
    }

    func run() async throws {
        let student = try WatchedStudent(modelOptions, timeSteps: sample.timeSteps, execution: sample.execution)
        let examples = try sample.examples(labels: student.packed.config.encoder.labels)
        var totals = AuditTotals(student.counter)
        try student.watch(examples) { totals.add($0) }
        let audit = SpikeAudit(totals)
        switch format {
        case .json: try Console.json(audit)
        case .table: lines(audit).forEach(Console.data)
        }
        guard require == .spikeDriven, let first = audit.offenders.first else { return }
        let more = audit.offenders.count > 1 ? " and \(audit.offenders.count - 1) more" : ""
        throw AuditFailure(
            message: "not spike-driven: \(first.name)\(more) "
                + (first.inputKind.isSpike
                    ? "multiplies, because \(first.input) may send more than one spike at once, though it did not here"
                    : "reads \(first.inputKind) values of \(first.input)")
                + (sample.execution == .onePass
                    ? "; counts of whole windows are graded, try --execution timeSteps" : ""))
    }
}

/// A requirement that a student does not meet.
struct AuditFailure: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
}

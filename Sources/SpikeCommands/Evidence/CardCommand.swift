import ArgumentParser
import Foundation
import SpikeFormats
import SpikeReport

/// `bitspike card`: the model card of a packed student.
struct CardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card",
        abstract: "Write a packed student's model card for Hugging Face: metrics, calibration, energy, recipe.",
        discussion: """
            The card goes into the student's folder as README.md, its figures into the front matter's model-index. With --task \
            and --data they are measured; without, the card says that they were not.
            """)

    @Option(help: ArgumentHelp("Folder of the packed student.", valueName: "dir"))
    var model: String

    @Option(help: ArgumentHelp("Where the card goes. (default: README.md in the student's folder)", valueName: "file"))
    var output: String?

    @OptionGroup var options: StudentOptions

    @Option(help: "Identifier of the licence, which the teacher's binds.")
    var license = "apache-2.0"

    @Option(help: "Where the teacher came from, for example sentence-transformers/all-MiniLM-L6-v2.")
    var baseModel: String?

    @Option(help: "Name of the data: glue for GLUE's official files. (default: the task's name)")
    var dataset: String?

    @Flag(help: "Replace a card that is there.")
    var replace = false

    func validate() throws {
        guard options.sample.limit == nil else {
            throw ValidationError("--limit would put figures of a part of the data on the card; leave it out")
        }
    }

    func run() async throws {
        let url =
            output.map { URL(fileURLWithPath: $0) } ?? URL(fileURLWithPath: model).appendingPathComponent("README.md")
        guard try ModelKind(URL(fileURLWithPath: model)) == .packed else {
            throw InputError.unsuitableModel(
                path: model, why: "is no packed student; pack it with 'bitspike pack' first")
        }
        guard replace || !FileManager.default.fileExists(atPath: url.path) else {
            throw FormatError.destinationExists(path: url.path)
        }
        try AtomicFile.checkWritable(url)
        let job = try ReportJob(model, options)
        let report = try job.report()
        let card = StudentCard(report).card(license: license, baseModel: baseModel, dataset: dataset)
        try AtomicFile.write(Data(card.markdown(for: job.packed).utf8), to: url)
        Console.error("wrote \(url.relativePath)")
    }
}

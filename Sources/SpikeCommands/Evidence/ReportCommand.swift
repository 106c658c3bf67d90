import ArgumentParser
import Foundation
import SpikeFormats
import SpikeReport

/// `bitspike report`: everything about a student on one page.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "Write one self-contained HTML page about a student: what was kept, what it costs, what it really does.",
        discussion: """
            The page needs no network and no other file. With --task and --data it says how good the student is; without, \
            spikes and energies are those of a few built-in sentences. See docs/Evaluation.md.
            """)

    @Option(
        help: ArgumentHelp("Folder of a student: what 'bitspike distill' wrote, or a packed one.", valueName: "dir"))
    var run: String

    @Option(help: ArgumentHelp("Where the page goes.", valueName: "file"))
    var output = "report.html"

    @OptionGroup var sample: SampleOptions

    @Option(help: ArgumentHelp("With --data: a model to compare with, such as the teacher.", valueName: "dir"))
    var against: String?

    @Option(help: "Sentence that is shown spike by spike. (default: the first one that is read)")
    var text: String?

    @Option(help: "Name on the page. (default: the folder's)")
    var name: String?

    @Option(help: "Threads to run on. (default: all cores)")
    var threads: Int?

    func validate() throws {
        guard against == nil || sample.data != nil else { throw ValidationError("--against needs --task and --data") }
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
        if let text, text.allSatisfy(\.isWhitespace) { throw ValidationError("--text is empty") }
    }

    func run() async throws {
        let page = try ReportJob(self).report().html
        let url = URL(fileURLWithPath: output)
        try AtomicFile.write(Data(page.utf8), to: url)
        Console.error("wrote \(url.path)")
    }
}

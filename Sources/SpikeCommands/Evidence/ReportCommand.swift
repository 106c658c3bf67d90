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
            spikes and energies are those of a few built-in sentences. See docs/Report.md.
            """)

    @Option(
        help: ArgumentHelp("Folder of a student: what 'bitspike distill' wrote, or a packed one.", valueName: "dir"))
    var run: String

    @Option(help: ArgumentHelp("Where the page goes.", valueName: "file"))
    var output = "report.html"

    @OptionGroup var options: StudentOptions

    func run() async throws {
        let url = URL(fileURLWithPath: output)
        try AtomicFile.checkWritable(url)
        let page = try ReportJob(run, options).report().html
        try AtomicFile.write(Data(page.utf8), to: url)
        Console.error("wrote \(url.path)")
    }
}

import ArgumentParser
import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel

/// `bitspike info`: what a model folder holds.
struct InfoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Describe a teacher, a student's checkpoint or a packed model, or the kernels that run here.")

    @Argument(help: "Folder of the model; may be left out with --kernels.")
    var model: String?

    @Flag(help: "Show the kernel set, and the form that was chosen for each shape of linear layer.")
    var kernels = false

    @Option(help: "Output format: table or json.")
    var format: OutputFormat = .table

    func validate() throws {
        guard model != nil || kernels else { throw ValidationError("name the folder of a model, or ask for --kernels") }
    }

    func run() async throws {
        let url = model.map { URL(fileURLWithPath: $0) }
        if kernels {
            let description = try KernelDescription(url)
            switch format {
            case .json: try Console.json(description)
            case .table: description.lines.forEach(Console.data)
            }
            return
        }
        guard let url else { return }
        let description = try ModelDescription(url)
        switch format {
        case .json: try Console.json(description)
        case .table: description.lines.forEach(Console.data)
        }
    }
}

import ArgumentParser
import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel

/// `bitspike info`: what a model folder holds.
struct InfoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Describe a teacher, a student's checkpoint or a packed model.")

    @Argument(help: "Folder of the model.")
    var model: String

    @Option(help: "Output format: table or json.")
    var format: OutputFormat = .table

    func run() async throws {
        let description = try ModelDescription(URL(fileURLWithPath: model))
        switch format {
        case .json: try Console.json(description)
        case .table: description.lines.forEach(Console.data)
        }
    }
}

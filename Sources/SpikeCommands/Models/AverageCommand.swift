import ArgumentParser
import Foundation
import SpikeFormats
import SpikeModel

/// `bitspike average`: several teachers become one.
struct AverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "average",
        abstract: "Average the weights of teachers that were fine-tuned from the same checkpoint (a model soup).",
        discussion: "Try it with teachers that differ in learning rate. The mean runs like one of them.")

    @Option(help: ArgumentHelp("Folder to write.", valueName: "dir"))
    var output: String

    @Flag(help: "Replace a former output.")
    var replace = false

    @Argument(help: ArgumentHelp("Folders of the teachers, at least two.", valueName: "teacher"))
    var teachers: [String]

    func validate() throws {
        guard teachers.count >= 2 else { throw ValidationError("name at least two teachers to average") }
    }

    func run() async throws {
        let destination = URL(fileURLWithPath: output)
        let sources = teachers.map { URL(fileURLWithPath: $0) }
        try OutputPlace.check(destination, replacing: replace, writes: .teacher, reading: sources)
        let folders = try zip(teachers, sources).map { path, source in
            let kind = try ModelKind(source)
            guard kind == .teacher else {
                throw InputError.unsuitableModel(path: path, why: "is a \(kind.rawValue); only teachers have a mean")
            }
            return try CheckpointFolder(at: source)
        }
        let record = try AverageRecord(of: folders.map(\.folder))
        let tensors = try CheckpointFolder.average(folders)
        try OutputFolder.write(to: destination, replacing: replace) { partial in
            try CheckpointFolder.write(
                folders[0].config, tensors: tensors, tokenizerFolder: folders[0].folder, to: partial, replacing: true)
            try record?.write(into: partial)
        }
        Console.data(destination.relativePath)
    }
}

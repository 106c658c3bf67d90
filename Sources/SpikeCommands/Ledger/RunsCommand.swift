#if Training
    import ArgumentParser

    /// `bitspike runs`: what was trained.
    struct RunsCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "runs", abstract: "List, show and compare the trainings that the ledger has.",
            subcommands: [RunsListCommand.self, RunsShowCommand.self, RunsCompareCommand.self])
    }
#endif

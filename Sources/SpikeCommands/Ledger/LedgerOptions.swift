#if Training
    import ArgumentParser
    import Foundation
    import SpikeLedger

    /// Which ledger of runs is used.
    struct LedgerOptions: ParsableArguments {
        /// One for all outputs below a folder, and the same for every command, so that 'bitspike runs' finds it unasked.
        static let defaultPath = "runs/ledger.sqlite"

        @Option(help: ArgumentHelp("Database that lists all trainings.", valueName: "file"))
        var ledger = defaultPath

        var url: URL { URL(fileURLWithPath: ledger) }
    }
#endif

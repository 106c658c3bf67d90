#if Training
    import ArgumentParser
    import Foundation
    import SpikeDashboard
    import SpikeLedger

    /// `bitspike dashboard`: the ledger's runs as pages that renew themselves.
    struct DashboardCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dashboard",
            abstract: "Serve the runs of the ledger as live pages on 127.0.0.1, for browsers of this machine.",
            discussion: "Reads the ledger and the logs that trainings write; changes nothing. Ends with Ctrl-C.")

        @OptionGroup var ledgerOptions: LedgerOptions

        @Option(help: "Port to listen on; 0 takes any that is free.")
        var port = 8417

        func validate() throws {
            guard (0...65535).contains(port) else { throw ValidationError("--port lies between 0 and 65535") }
        }

        func run() async throws {
            let pages = LedgerPages(ledgerOptions.url)
            // A ledger that cannot be read is said now, not in the browser.
            _ = try pages.page("/", isLive: false)
            try await DashboardServer(port: port, pages: pages.page).run { port in
                Console.error("http://127.0.0.1:\(port)/  (Ctrl-C ends)")
            }
        }
    }
#endif

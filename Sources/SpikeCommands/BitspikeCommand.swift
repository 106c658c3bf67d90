import ArgumentParser
import Foundation

/// The `bitspike` command.
public struct BitspikeCommand: AsyncParsableCommand {
    /// Name, help and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "bitspike",
        abstract: "Distil BERT teachers into 1-bit and 1.58-bit spiking students, pack them, measure them, run them.",
        discussion: """
            Results go to standard output, progress and messages to standard error.
            Exit codes: 0 done, 1 a requirement is not met, 64 wrong usage, 65 bad data, 66 missing input, 69 a port is taken, 70 internal error, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: subcommands)

    private static var subcommands: [any ParsableCommand.Type] {
        var list: [any ParsableCommand.Type] = [
            DataCommand.self, TokenizeCommand.self, AverageCommand.self, PackCommand.self, EvaluateCommand.self,
            ClassifyCommand.self, InfoCommand.self, AuditCommand.self, EnergyCommand.self,
            AnytimeCommand.self, ReportCommand.self, CardCommand.self,
        ]
        #if Training
            list += [
                RunCommand.self, TeacherCommand.self, DistillCommand.self, StudyCommand.self, RunsCommand.self,
                SensitivityCommand.self, EmbedCommand.self, EquilibriumCommand.self, DashboardCommand.self,
                ReproduceCommand.self,
            ]
        #endif
        return list
    }

    /// A command without arguments, which prints its help.
    public init() {}

    /// Parses the process's arguments, runs the subcommand and exits with the code its error asks for.
    public static func launch() async {
        do {
            #if Training
                OpenMPWaitPolicy.ensureBrief()
            #endif
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            guard let failure = CommandFailure(error) else { exit(withError: error) }
            Console.error("bitspike: \(failure.message)")
            Foundation.exit(failure.status.rawValue)
        }
    }
}

import Foundation
import SpikeFormats

/// Where a command writes the folder of a model, checked before anything is made.
enum OutputPlace {
    /// Refuses a place that would lose something else than a former output of the same command.
    ///
    /// - Parameters:
    ///   - kind: what the command writes; with `replacing` nothing else is replaced.
    ///   - inputs: folders that the command reads.
    /// - Throws: `FormatError` of the place, `InputError`.
    static func check(_ output: URL, replacing: Bool, writes kind: ModelKind, reading inputs: [URL]) throws {
        try OutputFolder.check(output, replacing: replacing)
        let place = path(of: output)
        for input in inputs where (path(of: input) + "/").hasPrefix(place + "/") {
            throw InputError.impossible(
                what: output.path, why: "is or holds what is read (\(input.path)); choose another output")
        }
        guard FileManager.default.fileExists(atPath: output.appendingPathComponent("config.json").path) else { return }
        let former: ModelKind
        // A damaged output is what may have to be replaced.
        do { former = try ModelKind(output) } catch is FormatError { return }
        guard former == kind else {
            throw InputError.impossible(
                what: output.path,
                why: "is a \(former.rawValue) and no former output, which would be a \(kind.rawValue); choose another")
        }
    }

    private static func path(of url: URL) -> String { url.standardizedFileURL.resolvingSymlinksInPath().path }
}

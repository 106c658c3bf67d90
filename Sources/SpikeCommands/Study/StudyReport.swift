#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeFormats

    /// A study's tables and plots, as files.
    struct StudyReport {
        private let results: StudyResults

        init(_ results: StudyResults) { self.results = results }

        private struct Document: Encodable {
            let study: String
            let rows: [StudyRow]
            let unfinished: [StudyResults.Unfinished]
        }

        /// Writes `table.md`, `table.csv`, `table.json` and the plots, each complete or not at all.
        func write(into folder: URL) throws {
            func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
            try AtomicFile.write(Data(markdown.utf8), to: file("table.md"))
            try AtomicFile.write(Data(StudyColumns(results.plan).exact(results.rows).csv.utf8), to: file("table.csv"))
            try ConfigFile.write(
                Document(study: results.plan.name, rows: results.rows, unfinished: results.unfinished),
                to: file("table.json"))
            for image in StudyPlots(results).images { try AtomicFile.write(Data(image.svg.utf8), to: file(image.name)) }
        }

        /// The table for people, and what is missing in it.
        var markdown: String {
            var text = ""
            if let summary = StudySummary(results).table {
                text += "Percent of the teacher's metric:\n\n\(summary.markdown)\n"
            }
            text += StudyColumns(results.plan).readable(results.rows).markdown
            if !results.unfinished.isEmpty {
                text += "\nNot in the table:\n\n"
                for cell in results.unfinished {
                    text += "- \(cell.cell): \(cell.state)\(cell.message.map { ": \($0)" } ?? "")\n"
                }
            }
            return text
        }
    }
#endif

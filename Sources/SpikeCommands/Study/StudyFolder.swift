#if Training
    import Foundation
    import SpikeDistillation
    import SpikeFormats

    /// The output folder of a study: tables, plots, and a folder for every cell.
    struct StudyFolder {
        let url: URL
        /// Also tells a study's folder from somebody's.
        private static let cellsName = "cells"
        /// Of a cell's labels in the name of its folder; file systems take 255 bytes for a name.
        private static let longestName = 200

        init(_ url: URL) { self.url = url.standardizedFileURL }

        private var cells: URL { url.appendingPathComponent(Self.cellsName) }
        private var teachers: URL { url.appendingPathComponent("teachers") }

        /// Refuses a folder that holds something else.
        func check() throws {
            let manager = FileManager.default
            let names = (try? manager.contentsOfDirectory(atPath: url.path)) ?? []
            guard names.isEmpty || manager.fileExists(atPath: cells.path) else {
                throw FormatError.notAFormerOutput(path: url.path, marker: Self.cellsName)
            }
        }

        /// Makes the folder; refuses one that holds something else.
        func prepare() throws {
            try check()
            try make(cells)
        }

        /// Makes the folder of the teachers' measurements.
        func prepareTeachers() throws { try make(teachers) }

        private func make(_ folder: URL) throws {
            do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
                throw FormatError.unwritable(path: folder.path, reason: "the folder cannot be made")
            }
        }

        /// The folder of a cell: its labels, and the start of its identity. What was made under other labels is found again.
        func cell(_ cell: StudyCell, identity: String) -> CellFolder {
            let suffix = "-" + identity.prefix(8)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: cells.path)) ?? []
            let words = [cell.task.name] + cell.labels.map(\.value) + ["\(cell.recipe.seed)"]
            let name = words.map(Self.fileName).joined(separator: "-").prefix(Self.longestName) + suffix
            return CellFolder(
                url: cells.appendingPathComponent(names.sorted().first { $0.hasSuffix(suffix) } ?? String(name)))
        }

        /// What the teacher of a task was measured with, for the files of a fingerprint, cut at a length.
        func teacher(_ task: StudyTask, fingerprint: String, maximumLength: Int) -> URL {
            let name = "\(Self.fileName(task.name))-\(maximumLength)-\(fingerprint.prefix(8)).json"
            return teachers.appendingPathComponent(name)
        }

        /// A label as part of a file name.
        static func fileName(_ label: String) -> String {
            let text = label.unicodeScalars.map { scalar in
                let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                return isPlain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
            }
            return String(text.prefix(40))
        }
    }
#endif

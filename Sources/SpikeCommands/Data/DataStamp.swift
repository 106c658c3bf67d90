import Foundation

/// The record that an installed item's files were checked: lies beside them and makes the next check instant.
package struct DataStamp: Codable, Equatable {
    /// Name of the item.
    package var item: String
    /// Licence of the files.
    package var licence: String
    /// Package they came from.
    package var source: String
    /// The files and their hashes.
    package var files: [DataFile]

    /// Name of the record's file.
    package static let fileName = ".bitspike-data.json"

    /// The record in a folder, or nil when there is none that can be read.
    package static func read(in folder: URL) -> DataStamp? {
        guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(fileName).path) else {
            return nil
        }
        return try? JSONDecoder().decode(DataStamp.self, from: data)
    }

    /// Writes the record.
    package func write(in folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(self).write(to: folder.appendingPathComponent(Self.fileName))
    }

    /// Whether the record fits the item, and every file still has its size and has not been written since.
    package func vouches(for item: DataItem, in folder: URL) -> Bool {
        guard item.name == self.item, files.allSatisfy(item.files.contains) else { return false }
        guard item.requiredFiles.allSatisfy(files.contains) else { return false }
        guard let checked = Self.attributes(folder.appendingPathComponent(Self.fileName))?.modified else {
            return false
        }
        return files.allSatisfy { file in
            guard let found = Self.attributes(folder.appendingPathComponent(file.name)) else { return false }
            return found.size == file.byteCount && found.modified <= checked
        }
    }

    private static func attributes(_ url: URL) -> (size: Int, modified: Date)? {
        guard let found = try? FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path),
            let size = found[.size] as? NSNumber, let modified = found[.modificationDate] as? Date
        else { return nil }
        return (size.intValue, modified)
    }
}

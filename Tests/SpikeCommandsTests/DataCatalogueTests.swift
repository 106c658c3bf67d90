import Foundation
import SpikeCommands
import SpikeCore
import SpikeEvaluation
import SpikeTestSupport
import Testing

@Suite("The catalogue and what is installed are checked")
struct DataCatalogueTests {
    /// An item of two small files, so that nothing is downloaded.
    private static let item = DataItem(
        name: "small", alias: "s", kind: .text, summary: "two files", licence: "MIT",
        files: ["a", "b"].map { DataFile($0, byteCount: 1, sha256: SHA256.hexDigest(Array($0.utf8))) },
        making: .copied, sources: [])

    private func fill(_ folder: URL, _ contents: [String: String]) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in contents { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    }

    @Test("items are found by name and by alias")
    func names() {
        #expect(DataCatalogue.item(named: "teacher")?.name == "all-MiniLM-L6-v2")
        #expect(DataCatalogue.item(named: "movie-reviews")?.alias == "text")
        #expect(DataCatalogue.item(named: "") == nil)
    }

    @Test("every hash has 64 hexadecimal digits and every source a pinned version")
    func hashes() {
        for item in DataCatalogue.items {
            for hash in item.files.map(\.sha256) + item.sources.map(\.sha256) {
                #expect(hash.count == 64 && hash.allSatisfy(\.isHexDigit))
            }
            #expect(item.byteCount > 1_000_000 && !item.sources.isEmpty)
        }
    }

    @Test("a folder that holds the files already is accepted, and vouched for the second time")
    func adoption() throws {
        try withTemporaryFolder { parent in
            let installer = DataInstaller(Self.item, parent: parent)
            try fill(installer.destination, ["a": "a", "b": "b"])
            #expect(try installer.install() == .alreadyThere)
            #expect(DataStamp.read(in: installer.destination)?.item == "small")
            #expect(try installer.install() == .alreadyThere)
        }
    }

    @Test("a record vouches for nothing once a file is missing or has another size")
    func staleRecord() throws {
        try withTemporaryFolder { parent in
            let installer = DataInstaller(Self.item, parent: parent)
            try fill(installer.destination, ["a": "a", "b": "b"])
            _ = try installer.install()
            let stamp = try #require(DataStamp.read(in: installer.destination))
            #expect(stamp.vouches(for: Self.item, in: installer.destination))
            try fill(installer.destination, ["b": "bb"])
            #expect(!stamp.vouches(for: Self.item, in: installer.destination))
            try FileManager.default.removeItem(at: installer.destination.appendingPathComponent("b"))
            #expect(!stamp.vouches(for: Self.item, in: installer.destination))
        }
    }

    @Test("files that were copied without their times, or are links, are checked again and kept")
    func touched() throws {
        try withTemporaryFolder { parent in
            let installer = DataInstaller(Self.item, parent: parent)
            try fill(installer.destination, ["a": "a", "b": "b"])
            _ = try installer.install()
            for name in ["a", "b"] {
                let (file, elsewhere) = (
                    installer.destination.appendingPathComponent(name), parent.appendingPathComponent("blob-\(name)")
                )
                try FileManager.default.moveItem(at: file, to: elsewhere)
                try FileManager.default.createSymbolicLink(at: file, withDestinationURL: elsewhere)
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: 60)], ofItemAtPath: elsewhere.path)
            }
            let stamp = try #require(DataStamp.read(in: installer.destination))
            #expect(!stamp.vouches(for: Self.item, in: installer.destination))
            // There is no source to download from.
            #expect(try installer.install() == .alreadyThere)
            for name in ["a", "b"] {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: 1)],
                    ofItemAtPath: parent.appendingPathComponent("blob-\(name)").path)
            }
            #expect(stamp.vouches(for: Self.item, in: installer.destination))
        }
    }

    @Test("what a download that was killed left is removed by the next one") func leftovers() throws {
        try withTemporaryFolder { parent in
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = ["-c", "exit"]
            try shell.run()
            shell.waitUntilExit()
            let left = parent.appendingPathComponent(".small.partial-\(shell.processIdentifier)")
            try fill(left, ["x": "x"])
            let (own, others) = (".small.partial-\(getppid())", ".smaller.partial-1")
            for name in [own, others] { try fill(parent.appendingPathComponent(name), ["x": "x"]) }
            #expect(throws: DataError.self) { try DataInstaller(Self.item, parent: parent).install() }
            #expect(Set(try FileManager.default.contentsOfDirectory(atPath: parent.path)) == [own, others])
        }
    }

    @Test("a folder with other files is never replaced")
    func occupied() throws {
        try withTemporaryFolder { parent in
            let installer = DataInstaller(Self.item, parent: parent)
            try fill(installer.destination, ["thesis.txt": "years of work"])
            let error = #expect(throws: DataError.self) { try installer.install() }
            #expect(
                error?.description == "\(installer.destination.path): exists and is not small; "
                    + "remove it or choose another folder with --output")
            #expect(FileManager.default.fileExists(atPath: installer.destination.path + "/thesis.txt"))
        }
    }

    @Test("an item that no index has leaves nothing behind")
    func notFound() throws {
        try withTemporaryFolder { parent in
            #expect(throws: DataError.notFound(item: "small", packages: [])) {
                try DataInstaller(Self.item, parent: parent).install()
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: parent.path)
            #expect(left.isEmpty)
        }
    }

    @Test("a file that is not what was published is refused")
    func hashMismatch() throws {
        try withTemporaryFolder { folder in
            try fill(folder, ["a": "x"])
            let error = #expect(throws: DataError.self) {
                try Self.item.files[0].check(folder.appendingPathComponent("a"), package: "small")
            }
            #expect(error?.exitCode == 65)
            #expect(
                error?.description.hasPrefix("a: sha256 is 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db") == true)
        }
    }

    @Test("the list as JSON names hashes, licence and sources")
    func listing() throws {
        struct Entry: Decodable {
            let name: String
            let licence: String
            let byteCount: Int
            let files: [DataFile]
            let sources: [String]
        }
        let entries = try JSONDecoder().decode([Entry].self, from: Data(DataListing.json(DataCatalogue.items).utf8))
        #expect(entries.map(\.name) == ["all-MiniLM-L6-v2", "movie-reviews"])
        #expect(entries[0].files.contains { $0.name == "model.safetensors" && $0.byteCount == 90_868_376 })
        #expect(entries[1].sources == ["vaderSentiment==3.3.2"])
        #expect(
            DataListing.table([Self.item])
                == """
                small (alias s): text, MIT, 2 B
                  two files
                  \(Self.item.files[0].sha256)  1 B  a
                  \(Self.item.files[1].sha256)  1 B  b
                  from nowhere
                """)
    }
}

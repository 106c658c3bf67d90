import Foundation
import SpikeFormats
import SpikeTestSupport
import Testing

@Suite("output folders") struct OutputFolderTests {
    struct Stop: Error {}

    static func fill(_ folder: URL, _ text: String = "{}") throws {
        try AtomicFile.write(Data(text.utf8), to: folder.appendingPathComponent("config.json"))
    }

    static func content(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test("a finished folder appears under its name alone") func success() throws {
        try withTemporaryFolder { folder in
            let out = folder.appendingPathComponent("runs/demo")
            let inside = try OutputFolder.write(to: out) { partial in
                try Self.fill(partial)
                #expect(!FileManager.default.fileExists(atPath: out.path))
                return partial.lastPathComponent
            }
            #expect(inside.hasPrefix(".demo.partial-"))
            #expect(try Self.content(out) == ["config.json"])
            #expect(try Self.content(folder.appendingPathComponent("runs")) == ["demo"])
        }
    }

    @Test("an error leaves nothing behind") func failure() throws {
        try withTemporaryFolder { folder in
            #expect(throws: Stop.self) {
                try OutputFolder.write(to: folder.appendingPathComponent("demo")) { partial in
                    try Self.fill(partial)
                    throw Stop()
                }
            }
            let left = try Self.content(folder)
            #expect(left == [])
        }
    }

    @Test("an empty folder is taken over, a full one is not") func existing() throws {
        try withTemporaryFolder { folder in
            let out = folder.appendingPathComponent("demo")
            try FileManager.default.createDirectory(at: out, withIntermediateDirectories: false)
            try OutputFolder.write(to: out) { try Self.fill($0) }
            let message = Fixtures.message(in: folder) { try OutputFolder.write(to: out) { try Self.fill($0, "new") } }
            #expect(message == "demo: already exists; choose another output or allow replacing it")
            #expect(try String(contentsOf: out.appendingPathComponent("config.json"), encoding: .utf8) == "{}")
        }
    }

    @Test("a former output is replaced as a whole, and kept when its successor fails") func replacing() throws {
        try withTemporaryFolder { folder in
            let out = folder.appendingPathComponent("demo")
            try OutputFolder.write(to: out) { partial in
                try Self.fill(partial)
                try AtomicFile.write(Data(), to: partial.appendingPathComponent("old"))
            }
            #expect(throws: Stop.self) { try OutputFolder.write(to: out, replacing: true) { _ in throw Stop() } }
            #expect(try Self.content(out) == ["config.json", "old"])
            try OutputFolder.write(to: out, replacing: true) { try Self.fill($0) }
            #expect(try Self.content(out) == ["config.json"])
            #expect(try Self.content(folder) == ["demo"])
        }
    }

    @Test("while an output is replaced, its name always leads to a complete one") func exchange() async throws {
        try await withTemporaryFolder { folder in
            let out = folder.appendingPathComponent("demo")
            let file = out.appendingPathComponent("config.json").path
            try OutputFolder.write(to: out) { try Self.fill($0) }
            let reader = Task.detached {
                var missing = 0
                while !Task.isCancelled { missing += FileManager.default.fileExists(atPath: file) ? 0 : 1 }
                return missing
            }
            for _ in 0..<200 { try OutputFolder.write(to: out, replacing: true) { try Self.fill($0) } }
            reader.cancel()
            #expect(await reader.value == 0)
            #expect(try Self.content(folder) == ["demo"])
        }
    }

    @Test("somebody's folder is never replaced") func notOurs() throws {
        try withTemporaryFolder { folder in
            let out = folder.appendingPathComponent("photos")
            try FileManager.default.createDirectory(at: out, withIntermediateDirectories: false)
            try Data().write(to: out.appendingPathComponent("cat.jpg"))
            let message = Fixtures.message(in: folder) { try OutputFolder.write(to: out, replacing: true) { _ in } }
            #expect(
                message
                    == "photos: has no config.json, so it is no former output and stays as it is; choose another output"
            )
            #expect(try Self.content(out) == ["cat.jpg"])
        }
    }

    @Test("a file in the way is not replaced") func file() throws {
        try withTemporaryFolder { folder in
            let out = folder.appendingPathComponent("demo")
            try Data().write(to: out)
            #expect(throws: FormatError.destinationExists(path: out.path)) {
                try OutputFolder.write(to: out, replacing: true) { _ in }
            }
        }
    }

    @Test("an atomic file replaces the old one and leaves nothing beside it") func atomicFile() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.json")
            try AtomicFile.write(Data("1".utf8), to: url)
            try AtomicFile.write(Data("22".utf8), to: url)
            #expect(try Data(contentsOf: url) == Data("22".utf8))
            #expect(try Self.content(folder) == ["a.json"])
        }
    }

    @Test("a file in no folder is refused in one line") func noFolder() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("none/a.json")
            let message = Fixtures.message(in: folder) { try AtomicFile.write(Data(), to: url) }
            #expect(message.hasSuffix("cannot be written (No such file or directory); choose a writable output"))
        }
    }
}

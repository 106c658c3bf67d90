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

    @Test("a link to a folder stays one, and the output lands where it leads", arguments: [false, true])
    func link(replacing: Bool) throws {
        try withTemporaryFolder { folder in
            let (real, link) = (folder.appendingPathComponent("disk"), folder.appendingPathComponent("link"))
            try FileManager.default.createDirectory(at: real, withIntermediateDirectories: true)
            if replacing { try Self.fill(real, "old") }
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
            try OutputFolder.write(to: link, replacing: replacing) { try Self.fill($0, "new") }
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == real.path)
            #expect(try String(contentsOf: real.appendingPathComponent("config.json"), encoding: .utf8) == "new")
            #expect(try Self.content(folder) == ["disk", "link"])
        }
    }

    @Test("files: a link stays one, a pipe is written to, and a folder is refused before any work") func targets()
        throws
    {
        try withTemporaryFolder { folder in
            func url(_ name: String) -> URL { folder.appendingPathComponent(name) }
            try AtomicFile.write(Data("old".utf8), to: url("real"))
            try FileManager.default.createSymbolicLink(at: url("link"), withDestinationURL: url("real"))
            try AtomicFile.write(Data("new".utf8), to: url("link"))
            #expect(try String(contentsOf: url("real"), encoding: .utf8) == "new")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: url("link").path) == url("real").path)
            #expect(mkfifo(url("pipe").path, 0o600) == 0)
            // Nobody writes into it, so that waiting would be for ever.
            #expect(throws: FormatError.unreadable(path: url("pipe").path, reason: "not a regular file")) {
                try ConfigFile.read(String.self, at: url("pipe"))
            }
            let reader = open(url("pipe").path, O_RDONLY | O_NONBLOCK)
            try AtomicFile.write(Data("through".utf8), to: url("pipe"))
            var bytes = [UInt8](repeating: 0, count: 20)
            let count = read(reader, &bytes, bytes.count)
            close(reader)
            #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "through")
            try FileManager.default.createDirectory(at: url("folder"), withIntermediateDirectories: true)
            for path in [url("folder"), url("nowhere/file")] {
                let error = #expect(throws: FormatError.self) { try AtomicFile.checkWritable(path) }
                #expect(error?.description.hasPrefix(path.path + ":") == true, "\(error?.description ?? "")")
            }
            #expect(try Self.content(folder) == ["folder", "link", "pipe", "real"])
        }
    }

    @Test("a check of a pipe does not open it, which its reader would take for the end") func unopenedPipe() throws {
        try withTemporaryFolder { folder in
            let pipe = folder.appendingPathComponent("pipe")
            #expect(mkfifo(pipe.path, 0o600) == 0)
            // Nobody reads: opening it would wait for ever.
            try AtomicFile.checkWritable(pipe)
        }
    }

    @Test("a file that is replaced keeps its permissions") func permissions() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("private")
            try AtomicFile.write(Data("old".utf8), to: url)
            #expect(chmod(url.path, 0o600) == 0)
            try AtomicFile.write(Data("new".utf8), to: url)
            let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(try String(contentsOf: url, encoding: .utf8) == "new")
        }
    }

    @Test("what came to the destination in the meantime is not replaced unasked") func race() throws {
        try withTemporaryFolder { folder in
            let out = folder.appendingPathComponent("out")
            #expect(throws: FormatError.destinationExists(path: out.path)) {
                try OutputFolder.write(to: out) { partial in
                    try Self.fill(partial, "late")
                    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
                    try Self.fill(out, "first")
                }
            }
            let kept = try String(contentsOf: out.appendingPathComponent("config.json"), encoding: .utf8)
            #expect(kept == "first")
            #expect(try Self.content(folder) == ["out"])
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

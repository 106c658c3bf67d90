import Foundation
import SpikeCore
import SpikeFormats
import SpikeTestSupport
import Testing

@Suite("safetensors writing") struct SafetensorsWriterTests {
    @Test("the bytes are those that Python writes") func golden() throws {
        var writer = SafetensorsWriter()
        writer.add("a.weight_codes", bytes: [1, 2, 3, 4], shape: [2, 2])
        writer.add("b.weight", floats: [-1], shape: [1])
        writer.add("m.half", halves: [1, -0.5, 3].map(HalfPrecision.half(from:)), shape: [3])
        writer.add("quote\"back\\slash", floats: [7], shape: [1])
        writer.add("z.weight", floats: [0, 0.25, 0.5, 0.75, 1, 1.25], shape: [2, 3])
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("written.safetensors")
            try writer.write(to: url)
            #expect(try Data(contentsOf: url) == Goldens().data("written.safetensors"))
        }
    }

    @Test("what is written reads back, whatever the names and shapes") func roundTrip() throws {
        try withTemporaryFolder { folder in
            forAll(cases: 30) { generator in
                let url = folder.appendingPathComponent("m.safetensors")
                var writer = SafetensorsWriter()
                var expected: [String: [Float]] = [:]
                for index in 0..<generator.integer(below: 6) {
                    let shape = (0..<generator.integer(below: 4)).map { _ in generator.integer(below: 4) }
                    let name = ["w", "é\u{301}", "a\tb\u{7F}", "\"\\", "層"][index % 5] + String(index)
                    let values = generator.signedUnits(shape.reduce(1, *))
                    expected[name] = values
                    writer.add(name, floats: values, shape: shape)
                }
                try writer.write(to: url)
                let file = try SafetensorsFile(at: url)
                #expect(Set(file.names) == Set(expected.keys))
                for (name, values) in expected { #expect(try file.floats(named: name) == values) }
            }
        }
    }

    @Test("a full disk is told in one line and leaves nothing") func fullDisk() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let error = FormatError.diskFull(path: "/dev/full")
        #expect(throws: error) {
            let writer = try FileWriter(creating: URL(fileURLWithPath: "/dev/full"))
            try writer.write([1 as UInt8, 2, 3])
        }
        #expect(error.description == "/dev/full: no space left on the disk; free some space and run again")
    }
}

import Foundation
import SpikeFormats
import SpikeTestSupport
import Testing

@Suite("safetensors reading") struct SafetensorsFileTests {
    @Test("a file that Python wrote has Python's values, bit for bit") func golden() throws {
        let goldens = Goldens()
        let file = try SafetensorsFile(at: goldens.url("mixed.safetensors"))
        let expected: [String: [UInt32]] = try goldens.json("mixed.json")
        for (name, bits) in expected {
            #expect(try file.floats(named: name).map(\.bitPattern) == bits, "\(name)")
        }
        #expect(try file.shape(named: "double") == [2, 7])
        #expect(try file.shape(named: "scalar") == [])
        #expect(try file.floats(named: "scalar") == [4.25])
        #expect(try file.floats(named: "empty") == [])
        #expect(try file.shape(named: "empty") == [0, 3])
        #expect(try file.bytes(named: "bytes") == [0, 1, 255])
        #expect(file.info(named: "long")?.type == .int64)
        #expect(file.info(named: "flag")?.type == .bool)
        #expect(file.names.count == 9)
    }

    @Test("asking for what is not there, or is no number, says so") func wrongQuestions() throws {
        let file = try SafetensorsFile(at: Goldens().url("mixed.safetensors"))
        #expect(throws: FormatError.missingTensor(path: file.path, tensor: "nothing")) {
            try file.floats(named: "nothing")
        }
        #expect(
            throws: FormatError.wrongType(
                path: file.path, tensor: "long", expected: "F32, F16, BF16 or F64", actual: "I64")
        ) { try file.floats(named: "long") }
        #expect(throws: FormatError.wrongType(path: file.path, tensor: "brain", expected: "F16", actual: "BF16")) {
            try file.halves(named: "brain")
        }
    }

    struct Case: Sendable {
        let header: String
        var data = 0
        var length: UInt64?
        let message: String
    }

    static let again = "; fetch or write the file again"
    static let cases: [Case] = [
        Case(header: "", length: 200, message: "header: 200 bytes long, but only 0 follow (file cut short?)"),
        Case(header: "{}", length: 1 << 40, message: "header: 1099511627776 bytes long, over the limit of 100000000"),
        Case(
            header: "{}", length: .max, message: "header: 18446744073709551615 bytes long, over the limit of 100000000"),
        Case(header: "[]", message: "header: does not start with '{', so this is no safetensors file"),
        Case(header: "", message: "header: does not start with '{', so this is no safetensors file"),
        Case(header: "{\"a\":", message: "header: byte 5: expected an object"),
        Case(header: "{} x", message: "header: byte 3: unexpected text after the end"),
        Case(header: "{}", data: 3, message: "header: 3 bytes at the end of the file belong to no tensor"),
        Case(header: "{\"\u{1}\":{}}", message: "header: byte 3: control character in a string"),
        Case(header: #"{"__metadata__":{"a":1}}"#, message: "header: byte 21: expected a string"),
        Case(
            header: entry(#""F32""#, "[1]", "[0,4]", extra: #","shape":[1]"#), data: 4,
            message: "header: byte 61: shape of tensor 'a' occurs twice"),
        Case(
            header: entry(#""F32""#, "[1.0]", "[0,4]"), data: 4,
            message: "header: byte 30: expected a non-negative integer"),
        Case(
            header: entry(#""F32""#, "[-1]", "[0,4]"), data: 4,
            message: "header: byte 29: expected a non-negative integer"),
        Case(
            header: entry(#""F32""#, "[1e0]", "[0,4]"), data: 4,
            message: "header: byte 30: expected a non-negative integer"),
        Case(
            header: entry(#""F32""#, #"["1"]"#, "[0,4]"), data: 4,
            message: "header: byte 29: expected a non-negative integer"),
        Case(
            header: entry(#""F32""#, "[99999999999999999999]", "[0,4]"), data: 4,
            message: "header: byte 47: number is too large"),
        Case(header: entry("32", "[1]", "[0,4]"), data: 4, message: "header: byte 14: expected a string"),
        Case(header: #"{"a":{"shape":[1],"data_offsets":[0,4]}}"#, data: 4, message: "tensor 'a': has no dtype"),
        Case(header: #"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#, data: 4, message: "tensor 'a': has no shape"),
        Case(header: entry(#""F32""#, "[1]", "[0]"), data: 4, message: "tensor 'a': needs two data_offsets"),
        Case(
            header: entry(#""F32""#, "[1]", "[0,4,4]"), data: 4,
            message: "header: byte 52: data_offsets has more than 2 numbers"),
        Case(
            header: entry(#""F8""#, "[1]", "[0,4]"), data: 4,
            message: "tensor 'a': unknown dtype 'F8'; known: BOOL, U8, I8, I16, F16, BF16, I32, F32, F64, I64"),
        Case(
            header: entry(#""F32""#, "[1]", "[4,0]"), data: 4, message: "tensor 'a': data_offsets [4, 0] run backwards"),
        Case(
            header: entry(#""F32""#, "[2]", "[0,4]"), data: 4,
            message: "tensor 'a': F32 [2] takes 8 bytes, but data_offsets span 4"),
        Case(
            header: entry(#""F32""#, "[4294967296,4294967296]", "[0,4]"), data: 4,
            message: "tensor 'a': shape [4294967296, 4294967296] has more bytes than can be addressed"),
        Case(
            header: entry(#""F32""#, "[1]", "[0,4]"), data: 2,
            message: "tensor 'a': ends at byte 4 of 2 bytes of data (file cut short?)"),
        Case(
            header: entry(#""F32""#, "[1]", "[4,8]"), data: 8,
            message: "tensor 'a': bytes 0..<4 before it belong to no tensor"),
        Case(
            header:
                #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}"#,
            data: 6, message: "tensor 'b': starts at byte 2, inside another tensor that ends at 4"),
        Case(
            header:
                #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}"#,
            data: 2, message: "tensor 'a': the name occurs twice"),
        Case(
            header: #"{"a\nb":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}"#, data: 2,
            message: #"tensor 'a\u{a}b': bytes 0..<1 before it belong to no tensor"#),
    ]

    static func entry(_ type: String, _ shape: String, _ offsets: String, extra: String = "") -> String {
        #"{"a":{"dtype":\#(type),"shape":\#(shape),"data_offsets":\#(offsets)\#(extra)}}"#
    }

    @Test("a lying header is refused in one line", arguments: cases.indices) func lying(index: Int) throws {
        let test = Self.cases[index]
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("m.safetensors")
            try Fixtures.safetensors(test.header, data: test.data, length: test.length).write(to: url)
            let message = Fixtures.message(in: folder) { _ = try SafetensorsFile(at: url) }
            #expect(message == "m.safetensors: " + test.message + Self.again)
        }
    }

    @Test("files that are none are refused in one line") func noFiles() throws {
        try withTemporaryFolder { folder in
            func message(_ content: Data?) throws -> String {
                let url = folder.appendingPathComponent("m.safetensors")
                try content?.write(to: url)
                return Fixtures.message(in: folder) { _ = try SafetensorsFile(at: url) }
            }
            let missing = try message(nil)
            #expect(missing == "m.safetensors: not found; check the path")
            let few = "the file has 0 bytes, fewer than the length field"
            let empty = try message(Data())
            #expect(empty == "m.safetensors: header: " + few + Self.again)
            let pointer = try message(Data("version https://git-lfs.github.com/spec/v1\noid sha256:0\n".utf8))
            let explanation = "this is a Git LFS pointer, not the file; run 'git lfs pull'"
            #expect(pointer == "m.safetensors: header: " + explanation + Self.again)
            let asFolder = Fixtures.message(in: folder.deletingLastPathComponent()) {
                _ = try SafetensorsFile(at: folder)
            }
            #expect(asFolder.hasSuffix("cannot be read (not a regular file); check the path and its permissions"))
        }
    }

    @Test("nesting deeper than any header's is refused, not followed") func nesting() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("m.safetensors")
            let deep = String(repeating: "[", count: 100_000)
            try Fixtures.safetensors(#"{"a":{"x":\#(deep)"#).write(to: url)
            let message = Fixtures.message(in: folder) { _ = try SafetensorsFile(at: url) }
            #expect(message.contains("nested more than 64 levels deep"))
        }
    }

    @Test("a dimension of zero makes an empty tensor, whatever stands beside it") func zeroDimension() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("m.safetensors")
            try Fixtures.safetensors(Self.entry(#""F32""#, "[0,4294967296]", "[0,0]")).write(to: url)
            #expect(try SafetensorsFile(at: url).floats(named: "a") == [])
        }
    }
}

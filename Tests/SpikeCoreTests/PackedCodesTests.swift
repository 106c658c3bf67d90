import SpikeCore
import SpikeTestSupport
import Testing

@Suite("packed codes") struct PackedCodesTests {
    static func codes(_ encoding: WeightEncoding, _ count: Int, _ generator: inout SeededGenerator) -> [Int8] {
        encoding.randomCodes(count, &generator)
    }

    @Test("packing and unpacking give the codes back for every tail", arguments: WeightEncoding.quantized)
    func roundTrip(encoding: WeightEncoding) throws {
        for width in 0...17 {
            var generator = SeededGenerator(seed: UInt64(width))
            let codes = Self.codes(encoding, 3 * width, &generator)
            let packed = try PackedCodes(packing: codes, encoding: encoding, outputFeatures: 3, inputFeatures: width)
            #expect(packed.unpacked() == codes)
            #expect(packed.bytes.count == 3 * ((width * encoding.packedBits + 7) / 8))
            let again = try PackedCodes(
                bytes: packed.bytes, encoding: encoding, outputFeatures: 3, inputFeatures: width)
            #expect(again == packed)
        }
    }

    @Test("the lowest bits hold the lowest input index") func layout() throws {
        let ternary = try PackedCodes(
            packing: [-1, 0, 1, 0, 1], encoding: .ternary, outputFeatures: 1, inputFeatures: 5)
        #expect(ternary.bytes == [0b01_10_01_00, 0b10])
        let binary = try PackedCodes(
            packing: [1, -1, -1, 1, -1, -1, -1, -1, 1], encoding: .binary, outputFeatures: 1, inputFeatures: 9)
        #expect(binary.bytes == [0b0000_1001, 1])
        // Fields of three bits run on into the next byte: 0, 7, 4, and so on from the lowest bit up.
        let three = try PackedCodes(
            packing: [-4, 3, 0, -1], encoding: .uniform(bits: 3), outputFeatures: 1, inputFeatures: 4)
        #expect(three.bytes == [0b00_111_000, 0b0000_011_1])
    }

    @Test("values that are no codes are refused with their place") func notACode() {
        #expect(throws: PackingError.notACode(0, encoding: .binary, row: 1, column: 0)) {
            try PackedCodes(packing: [1, -1, 0, 1], encoding: .binary, outputFeatures: 2, inputFeatures: 2)
        }
        #expect(throws: PackingError.notACode(2, encoding: .ternary, row: 0, column: 1)) {
            try PackedCodes(packing: [1, 2], encoding: .ternary, outputFeatures: 1, inputFeatures: 2)
        }
        #expect(throws: PackingError.wrongCount(expected: 4, actual: 3)) {
            try PackedCodes(packing: [1, 1, 1], encoding: .binary, outputFeatures: 2, inputFeatures: 2)
        }
        #expect(throws: PackingError.notPackable(.float32)) {
            try PackedCodes(packing: [], encoding: .float32, outputFeatures: 0, inputFeatures: 0)
        }
    }

    @Test("the ternary pattern 3 is refused in every field") func invalidField() {
        for field in 0..<4 {
            #expect(throws: PackingError.invalidField(row: 1, byte: 0)) {
                try PackedCodes(
                    bytes: [0, 3 << UInt8(2 * field)], encoding: .ternary, outputFeatures: 2, inputFeatures: 4)
            }
        }
    }

    @Test("set padding bits are refused for every tail", arguments: WeightEncoding.quantized)
    func dirtyPadding(encoding: WeightEncoding) {
        for width in 1...17 where width * encoding.packedBits % 8 != 0 {
            let stride = PackedCodes.bytesPerRow(encoding, inputFeatures: width)
            var bytes = [UInt8](repeating: 0, count: stride)
            bytes[stride - 1] = 1 << UInt8(width * encoding.packedBits % 8)
            #expect(throws: PackingError.dirtyPadding(row: 0)) {
                try PackedCodes(bytes: bytes, encoding: encoding, outputFeatures: 1, inputFeatures: width)
            }
        }
    }

    @Test("any bytes are refused or read, and what is read packs to the same bytes") func anyBytes() {
        forAll(cases: 500) { generator in
            let encoding: WeightEncoding = generator.integer(below: 2) == 0 ? .binary : .ternary
            let (rows, width) = (generator.integer(below: 4), generator.integer(below: 20))
            let count = rows * PackedCodes.bytesPerRow(encoding, inputFeatures: width)
            let bytes = (0..<count).map { _ in UInt8(generator.integer(below: 256)) }
            guard
                let packed = try? PackedCodes(
                    bytes: bytes, encoding: encoding, outputFeatures: rows, inputFeatures: width)
            else { return }
            let again = try PackedCodes(
                packing: packed.unpacked(), encoding: encoding, outputFeatures: rows, inputFeatures: width)
            #expect(again.bytes == bytes)
        }
    }
}

#if Training
    /// A protocol-buffer message under construction; only the wire types that event files need.
    struct EventMessage {
        private(set) var bytes: [UInt8] = []

        mutating func add(field: UInt64, integer: UInt64) {
            varint(field << 3)
            varint(integer)
        }

        mutating func add(field: UInt64, double: Double) {
            varint(field << 3 | 1)
            bytes += withUnsafeBytes(of: double.bitPattern.littleEndian) { Array($0) }
        }

        mutating func add(field: UInt64, float: Float) {
            varint(field << 3 | 5)
            bytes += withUnsafeBytes(of: float.bitPattern.littleEndian) { Array($0) }
        }

        mutating func add(field: UInt64, bytes content: [UInt8]) {
            varint(field << 3 | 2)
            varint(UInt64(content.count))
            bytes += content
        }

        private mutating func varint(_ value: UInt64) {
            var rest = value
            while rest >= 0x80 {
                bytes.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
    }
#endif

#if Training
    /// CRC-32C (Castagnoli, reflected polynomial 0x82F63B78) with the mask of TFRecord files.
    enum CRC32C {
        private static let table: [UInt32] = (0..<256).map { index in
            (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
        }

        static func checksum(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { checksum($0) } }

        static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
            table.withUnsafeBufferPointer { table in
                ~bytes.reduce(~UInt32(0)) { crc, byte in table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ crc >> 8 }
            }
        }

        static func masked(_ bytes: [UInt8]) -> UInt32 {
            let crc = checksum(bytes)
            return (crc >> 15 | crc << 17) &+ 0xA282_EAD8
        }
    }
#endif

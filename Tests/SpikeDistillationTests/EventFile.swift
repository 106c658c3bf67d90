#if Training
    import Foundation

    /// Reads TensorBoard event files: TFRecord frames of protocol buffers, written here from their specifications.
    struct EventFile {
        struct Damage: Error {}

        struct Event {
            var time = 0.0
            var step: UInt64 = 0
            var version = ""
            var scalars: [String: Float] = [:]
            /// Whether readers drop what earlier files say from `step` on.
            var startsSession = false
        }

        private var rest: [UInt8]

        init(_ data: Data) { rest = Array(data) }

        /// The next event, or nil at the end.
        mutating func next() throws -> Event? {
            guard !rest.isEmpty else { return nil }
            let header = try take(8)
            guard try integer(take(4)) == UInt64(Self.maskedChecksum(header)) else { throw Damage() }
            let payload = try take(Int(Self.integer(header)))
            guard try integer(take(4)) == UInt64(Self.maskedChecksum(payload)) else { throw Damage() }
            return try Self.event(payload)
        }

        private mutating func take(_ count: Int) throws -> [UInt8] {
            guard count <= rest.count else { throw Damage() }
            defer { rest.removeFirst(count) }
            return Array(rest.prefix(count))
        }

        private func integer(_ bytes: [UInt8]) -> UInt64 { Self.integer(bytes) }

        /// Little-endian.
        static func integer(_ bytes: [UInt8]) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }

        /// CRC-32C bit by bit, with TFRecord's mask.
        static func maskedChecksum(_ bytes: [UInt8]) -> UInt32 {
            var crc = ~UInt32(0)
            for byte in bytes {
                crc ^= UInt32(byte)
                for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1) * 0x82F6_3B78 }
            }
            crc = ~crc
            return (crc >> 15 | crc << 17) &+ 0xA282_EAD8
        }

        private static func event(_ bytes: [UInt8]) throws -> Event {
            var event = Event()
            for (field, value) in try fields(bytes) {
                switch field {
                case 1: event.time = Double(bitPattern: integer(value))
                case 2: event.step = integer(value)
                case 3: event.version = String(decoding: value, as: UTF8.self)
                case 5:
                    for (_, summaryValue) in try fields(value) {
                        let scalar = Dictionary(uniqueKeysWithValues: try fields(summaryValue))
                        let number = Float(bitPattern: UInt32(integer(scalar[2] ?? [])))
                        event.scalars[String(decoding: scalar[1] ?? [], as: UTF8.self)] = number
                    }
                case 7: event.startsSession = try fields(value).contains { $0 == 1 && integer($1) == 1 }
                default: throw Damage()
                }
            }
            return event
        }

        /// Numbers and contents of a message's fields; integers as eight bytes.
        private static func fields(_ bytes: [UInt8]) throws -> [(UInt64, [UInt8])] {
            var fields: [(UInt64, [UInt8])] = []
            var rest = bytes[...]
            func varint() throws -> UInt64 {
                var value: UInt64 = 0
                for shift in stride(from: UInt64(0), to: 64, by: 7) {
                    guard let byte = rest.popFirst() else { throw Damage() }
                    value |= UInt64(byte & 0x7F) << shift
                    if byte < 0x80 { return value }
                }
                throw Damage()
            }
            func take(_ count: Int) throws -> [UInt8] {
                guard count <= rest.count else { throw Damage() }
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            }
            while !rest.isEmpty {
                let tag = try varint()
                switch tag & 7 {
                case 0: fields.append((tag >> 3, withUnsafeBytes(of: try varint().littleEndian) { Array($0) }))
                case 1: fields.append((tag >> 3, try take(8)))
                case 2: fields.append((tag >> 3, try take(Int(varint()))))
                case 5: fields.append((tag >> 3, try take(4)))
                default: throw Damage()
                }
            }
            return fields
        }
    }
#endif

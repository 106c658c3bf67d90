import Foundation

/// Collects tensors and writes them as Python's `safetensors.torch.save_file` does, byte for byte.
///
/// Widest type first, then by name; the header is padded with spaces to 8 bytes and says `{"format":"pt"}`,
/// without which `transformers` refuses the file. The same tensors give the same bytes.
public struct SafetensorsWriter {
    private enum Payload {
        case float32([Float])
        case float16([UInt16])
        case uint8([UInt8])

        var type: TensorType {
            switch self {
            case .float32: .float32
            case .float16: .float16
            case .uint8: .uint8
            }
        }

        var count: Int {
            switch self {
            case .float32(let values): values.count
            case .float16(let values): values.count
            case .uint8(let values): values.count
            }
        }
    }

    private struct Tensor {
        let name: String
        let shape: [Int]
        let payload: Payload
    }

    private var tensors: [Tensor] = []
    private var names: Set<String> = []

    /// An empty writer.
    public init() {}

    /// Adds an F32 tensor; traps when the values do not fill the shape or the name is taken.
    public mutating func add(_ name: String, floats: [Float], shape: [Int]) {
        add(Tensor(name: name, shape: shape, payload: .float32(floats)))
    }

    /// Adds an F16 tensor of bit patterns; traps like `add(_:floats:shape:)`.
    public mutating func add(_ name: String, halves: [UInt16], shape: [Int]) {
        add(Tensor(name: name, shape: shape, payload: .float16(halves)))
    }

    /// Adds a U8 tensor; traps like `add(_:floats:shape:)`.
    public mutating func add(_ name: String, bytes: [UInt8], shape: [Int]) {
        add(Tensor(name: name, shape: shape, payload: .uint8(bytes)))
    }

    /// Writes the file beside `url` and renames it into place.
    ///
    /// - Throws: `FormatError.diskFull` or `.unwritable`; then nothing has changed.
    public func write(to url: URL) throws(FormatError) {
        let ordered = inFileOrder()
        try AtomicFile.write(to: url) { (writer) throws(FormatError) in
            try writer.write(Self.header(ordered))
            for tensor in ordered {
                switch tensor.payload {
                case .float32(let values): try writer.write(values)
                case .float16(let values): try writer.write(values)
                case .uint8(let values): try writer.write(values)
                }
            }
        }
    }

    private mutating func add(_ tensor: Tensor) {
        precondition(tensor.payload.count == tensor.shape.reduce(1, *), "values must fill the shape of \(tensor.name)")
        precondition(names.insert(tensor.name).inserted, "tensor \(tensor.name) was added twice")
        tensors.append(tensor)
    }

    private func inFileOrder() -> [Tensor] {
        tensors.sorted { left, right in
            let (leftWidth, rightWidth) = (left.payload.type.byteCount, right.payload.type.byteCount)
            if leftWidth != rightWidth { return leftWidth > rightWidth }
            return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        }
    }

    private static func header(_ tensors: [Tensor]) -> [UInt8] {
        var json = #"{"__metadata__":{"format":"pt"}"#
        var begin = 0
        for tensor in tensors {
            let type = tensor.payload.type
            let end = begin + tensor.payload.count * type.byteCount
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            json += #",\#(quoted(tensor.name)):{"dtype":"\#(type.rawValue)","shape":[\#(shape)],"#
            json += #""data_offsets":[\#(begin),\#(end)]}"#
            begin = end
        }
        var bytes = Array((json + "}").utf8)
        while bytes.count % 8 != 0 { bytes.append(UInt8(ascii: " ")) }
        return withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { Array($0) } + bytes
    }

    private static func quoted(_ name: String) -> String {
        var text = "\""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

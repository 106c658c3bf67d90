import Foundation
import SpikeModel

/// A safetensors file, mapped read-only; its header is checked completely before any tensor can be asked for.
public final class SafetensorsFile {
    /// Path of the file, for messages.
    public let path: String
    private let file: MappedFile
    private let dataStart: Int
    private let tensors: [String: TensorInfo]
    /// Names in the order of their bytes.
    public let names: [String]

    /// Opens and checks a file.
    ///
    /// - Throws: `FormatError` when the file is missing, or its header is not exactly right.
    public init(at url: URL) throws(FormatError) {
        let file = try MappedFile(at: url)
        let size = file.bytes.count
        if size > 40, file.bytes.starts(with: "version https://git-lfs".utf8) {
            throw .badHeader(path: file.path, problem: "this is a Git LFS pointer, not the file; run 'git lfs pull'")
        }
        guard size >= 8 else {
            throw .badHeader(path: file.path, problem: "the file has \(size) bytes, fewer than the length field")
        }
        let length = UInt64(littleEndian: file.bytes.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(SafetensorsHeader.maximumByteCount) else {
            throw .badHeader(
                path: file.path,
                problem: "\(length) bytes long, over the limit of \(SafetensorsHeader.maximumByteCount)")
        }
        guard Int(length) <= size - 8 else {
            throw .badHeader(
                path: file.path, problem: "\(length) bytes long, but only \(size - 8) follow (file cut short?)")
        }
        dataStart = 8 + Int(length)
        let header = try SafetensorsHeader(
            Array(file.bytes[8..<dataStart]), dataByteCount: size - dataStart, path: file.path)
        path = file.path
        self.file = file
        names = header.tensors.map(\.name)
        tensors = Dictionary(uniqueKeysWithValues: header.tensors.map { ($0.name, $0) })
    }

    /// What the header says about a tensor; nil when the file has none of that name.
    public func info(named name: String) -> TensorInfo? { tensors[name] }

    /// Shape of a tensor.
    ///
    /// - Throws: `FormatError.missingTensor`.
    public func shape(named name: String) throws(FormatError) -> [Int] { try tensor(name).shape }

    /// The bytes of a tensor as stored.
    ///
    /// - Throws: `FormatError.missingTensor`.
    public func bytes(named name: String) throws(FormatError) -> [UInt8] { Array(region(try tensor(name))) }

    /// The values of an F64, F32, F16 or BF16 tensor, row-major; F64 is rounded to nearest, the others are exact.
    ///
    /// - Throws: `FormatError.missingTensor`, or `.wrongType` for integers and booleans.
    public func floats(named name: String) throws(FormatError) -> [Float] {
        let tensor = try tensor(name)
        let source = region(tensor)
        let count = tensor.elementCount
        switch tensor.type {
        case .float32: return Self.copy(source, count)
        case .float64:
            return (0..<count).map { Float(source.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self)) }
        case .float16:
            return (0..<count).map {
                EmbeddingTable.single(fromHalf: source.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self))
            }
        case .bfloat16:
            return (0..<count).map {
                HalfPrecision.single(fromBFloat16: source.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self))
            }
        case .bool, .uint8, .int8, .int16, .int32, .int64:
            throw .wrongType(path: path, tensor: name, expected: "F32, F16, BF16 or F64", actual: tensor.type.rawValue)
        }
    }

    /// The bit patterns of an F16 tensor, row-major.
    ///
    /// - Throws: `FormatError.missingTensor` or `.wrongType`.
    public func halves(named name: String) throws(FormatError) -> [UInt16] {
        let tensor = try tensor(name)
        guard tensor.type == .float16 else {
            throw .wrongType(path: path, tensor: name, expected: "F16", actual: tensor.type.rawValue)
        }
        return Self.copy(region(tensor), tensor.elementCount)
    }

    private func tensor(_ name: String) throws(FormatError) -> TensorInfo {
        guard let tensor = tensors[name] else { throw .missingTensor(path: path, tensor: name) }
        return tensor
    }

    private func region(_ tensor: TensorInfo) -> UnsafeRawBufferPointer {
        let range = tensor.byteRange
        return UnsafeRawBufferPointer(
            rebasing: file.bytes[(dataStart + range.lowerBound)..<(dataStart + range.upperBound)])
    }

    /// Copies little-endian values as they are; every platform that Swift supports here is little-endian.
    private static func copy<Element: BitwiseCopyable>(_ source: UnsafeRawBufferPointer, _ count: Int) -> [Element] {
        [Element](unsafeUninitializedCapacity: count) { values, initialized in
            UnsafeMutableRawBufferPointer(values).copyMemory(from: source)
            initialized = count
        }
    }
}

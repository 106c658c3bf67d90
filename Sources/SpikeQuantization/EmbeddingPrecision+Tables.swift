import SpikeFormats
import SpikeModel

extension EmbeddingPrecision {
    /// A table of values `[rows * columns]` in this precision.
    ///
    /// Rounding what was rounded before changes nothing.
    ///
    /// - Parameter tensor: name for errors.
    /// - Throws: `QuantizationError.embeddingOverflow` when a value or scale does not fit half precision.
    public func table(
        _ values: [Float], columns: Int, tensor: String
    ) throws(QuantizationError) -> EmbeddingTable {
        let rows = values.count / columns
        switch self {
        case .float32: return EmbeddingTable(rows: rows, columns: columns, storage: .float32(values))
        case .float16:
            let halves = values.map(HalfPrecision.half(from:))
            if let index = halves.firstIndex(where: { $0 & 0x7C00 == 0x7C00 }) {
                throw .embeddingOverflow(tensor: tensor, index: index, value: values[index])
            }
            return EmbeddingTable(rows: rows, columns: columns, storage: .float16(halves))
        case .int8, .int4:
            let codes = try RowQuantizer.quantize(values, columns: columns, bits: self == .int8 ? 8 : 4, tensor: tensor)
            return EmbeddingTable(rows: rows, columns: columns, storage: .integers(codes))
        }
    }
}

import SpikeFormats
import SpikeModel

/// Rounds the rows of a table to signed integers of 4 or 8 bits, each row with the scale of least squared error.
///
/// `code = clip(round(x / s), -q, q)`, q = 2^(bits-1) - 1. Candidates for s are fractions of max|x| / q: clipping a few
/// large values costs less than coarse steps for all others. Rounding is to nearest, ties to even.
public enum RowQuantizer {
    /// Fractions of the largest step that are tried. With 8 bits clipping never pays.
    private static let fractions: [Float] = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5]

    /// Codes of a table, `[rows * columns]`.
    ///
    /// - Throws: `QuantizationError.embeddingOverflow` when a scale does not fit half precision.
    public static func quantize(
        _ values: [Float], columns: Int, bits: Int, tensor: String
    ) throws(QuantizationError) -> RowCodes {
        let rows = values.count / columns
        let limit = Float(RowCodes.largestCode(bits: bits))
        var codes = [Int8](repeating: 0, count: values.count)
        var scales = [UInt16](repeating: 0, count: rows)
        for row in 0..<rows {
            let range = (row * columns)..<((row + 1) * columns)
            let largest = values[range].reduce(Float(0)) { max($0, abs($1)) }
            let candidates = (bits == 8 ? [1] : fractions).map { HalfPrecision.half(from: $0 * largest / limit) }
            if let first = candidates.first, first & 0x7C00 == 0x7C00 {
                throw .embeddingOverflow(tensor: tensor, index: range.lowerBound, value: largest)
            }
            let best = candidates.map { (scale: $0, error: squaredError(values[range], scale: $0, limit)) }
                .min { $0.error < $1.error }
            scales[row] = best?.scale ?? 0
            let scale = EmbeddingTable.single(fromHalf: scales[row])
            for index in range { codes[index] = Int8(code(values[index], scale, limit)) }
        }
        return RowCodes(packing: codes, bits: bits, columns: columns, scales: scales)
    }

    private static func code(_ value: Float, _ scale: Float, _ limit: Float) -> Float {
        // A scale that underflowed to zero leaves nothing but zeros.
        scale == 0 ? 0 : max(-limit, min(limit, (value / scale).rounded(.toNearestOrEven)))
    }

    private static func squaredError(_ values: ArraySlice<Float>, scale half: UInt16, _ limit: Float) -> Float {
        let scale = EmbeddingTable.single(fromHalf: half)
        return values.reduce(Float(0)) { sum, value in
            let error = value - scale * code(value, scale, limit)
            return sum + error * error
        }
    }
}

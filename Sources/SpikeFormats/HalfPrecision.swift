/// Conversions between single precision and the 16-bit formats on bit patterns, portable and exact.
///
/// The way from half to single is `EmbeddingTable.single(fromHalf:)`.
public enum HalfPrecision {
    /// The exact value of a BF16 bit pattern.
    public static func single(fromBFloat16 bits: UInt16) -> Float { Float(bitPattern: UInt32(bits) << 16) }

    /// The nearest BF16 bit pattern, ties to even; NaN stays NaN.
    public static func bfloat16(from value: Float) -> UInt16 {
        let bits = value.bitPattern
        if value.isNaN { return UInt16(bits >> 16) | 0x40 }
        return UInt16((bits + 0x7FFF + (bits >> 16 & 1)) >> 16)
    }

    /// The nearest IEEE half bit pattern, ties to even; beyond ±65504 (and half a step) ±infinity; NaN stays NaN.
    public static func half(from value: Float) -> UInt16 {
        let bits = value.bitPattern
        let sign = UInt16(bits >> 16 & 0x8000)
        if value.isNaN { return sign | 0x7E00 | UInt16(bits >> 13 & 0x3FF) }
        let magnitude = value.magnitude
        // 65520 is halfway between the largest half and the step above it, and the tie goes to the even side: infinity.
        if magnitude >= 65520 { return sign | 0x7C00 }
        // Subnormal halves are multiples of 2^-24; the product is exact, so one rounding happens.
        if magnitude < 0x1p-14 { return sign | UInt16((magnitude * 0x1p24).rounded(.toNearestOrEven)) }
        let rebased = (bits & 0x7FFF_FFFF) - 0x3800_0000
        let rounded = rebased + 0xFFF + (rebased >> 13 & 1)
        return sign | UInt16(rounded >> 13)
    }
}

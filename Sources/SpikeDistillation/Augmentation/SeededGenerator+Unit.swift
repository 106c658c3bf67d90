#if Training
    import SpikeCore

    extension SeededGenerator {
        /// A uniform number in [0, 1), a multiple of 2⁻⁵³.
        mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
    }
#endif

import SpikeCore
import SpikeModel
import Testing

@Suite("groups of inputs that share a scale") struct GroupConfigTests {
    static let fitting: [(ScaleGranularity, Int, Int)] = [
        (.perGroup(size: 8), 16, 40), (.perGroup(size: 16), 16, 16), (.perTensor, 10, 33), (.perRow, 10, 33),
    ]

    static func student(_ granularity: ScaleGranularity, hidden: Int, intermediate: Int) -> SpikingBERTConfig {
        SpikingBERTConfig(
            encoder: BERTConfig(
                vocabularySize: 100, hiddenSize: hidden, layers: 2, heads: 2, intermediateSize: intermediate,
                maximumPositions: 16, labels: ["negative", "positive"], pooling: .mean),
            spiking: SpikingConfig(scaleGranularity: granularity))
    }

    @Test(
        "a group that does not divide both widths is refused with group, widths and fix",
        arguments: [(12, 24), (16, 36), (12, 32), (4, 4)])
    func refused(hidden: Int, intermediate: Int) {
        let config = Self.student(.perGroup(size: 8), hidden: hidden, intermediate: intermediate)
        let error = #expect(throws: ConfigError.self) { try config.validate() }
        #expect(
            error?.description
                == "perGroup8 does not divide hidden_size \(hidden) and intermediate_size \(intermediate); "
                + "choose a group that does")
    }

    @Test("layers too wide for 32-bit sums of wide codes are refused") func tooWide() {
        let ternary = Self.student(.perRow, hidden: 4, intermediate: 1 << 18)
        #expect(throws: Never.self) { try ternary.validate() }
        let wide = SpikingBERTConfig(
            encoder: ternary.encoder, spiking: SpikingConfig(weightEncoding: .uniform(bits: 8)))
        let error = #expect(throws: ConfigError.self) { try wide.validate() }
        #expect(
            error?.description.contains("1...131072 for uniform and balanced weights, whose sums have 32 bits") == true)
    }

    @Test(
        "a group that divides both widths is accepted, and so are scales per tensor and per row of any width",
        arguments: fitting)
    func accepted(granularity: ScaleGranularity, hidden: Int, intermediate: Int) throws {
        try Self.student(granularity, hidden: hidden, intermediate: intermediate).validate()
    }
}

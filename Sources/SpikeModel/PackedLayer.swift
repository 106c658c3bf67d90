/// One encoder layer of a packed student.
public struct PackedLayer: Sendable, Equatable {
    /// The six linear layers.
    public let linears: [EncoderLinear: PackedLinear]
    /// The six spiking sites of the schedule.
    public let sites: [SpikingSite: PackedSite]
    /// After the attention sublayer.
    public let attentionNorm: LayerNormParameters
    /// After the feed-forward sublayer.
    public let outputNorm: LayerNormParameters

    /// Creates a layer; traps unless all six linear layers are there.
    public init(
        linears: [EncoderLinear: PackedLinear], sites: [SpikingSite: PackedSite],
        attentionNorm: LayerNormParameters, outputNorm: LayerNormParameters
    ) {
        precondition(linears.count == EncoderLinear.allCases.count, "an encoder layer has six linear layers")
        self.linears = linears
        self.sites = sites
        self.attentionNorm = attentionNorm
        self.outputNorm = outputNorm
    }
}

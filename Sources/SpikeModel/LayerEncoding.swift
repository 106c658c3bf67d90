import SpikeCore

/// The encoding of one linear layer, where it differs from the others.
public struct LayerEncoding: Sendable, Hashable, Codable {
    /// Encoder layer, from 0.
    public var layer: Int
    /// Which of its linear layers.
    public var linear: EncoderLinear
    /// Its encoding.
    public var encoding: WeightEncoding

    /// Creates an entry.
    public init(layer: Int, linear: EncoderLinear, encoding: WeightEncoding) {
        self.layer = layer
        self.linear = linear
        self.encoding = encoding
    }
}

import SpikeModel

/// Resolves the names that BERT tensors have had over the years to those of `TensorNames`.
enum CanonicalNames {
    /// The canonical name, or nil for a buffer that is no weight.
    static func canonical(_ name: String) -> String? {
        if name.hasSuffix("embeddings.position_ids") { return nil }
        var result = name
        for part in ["embeddings.", "encoder.", "pooler."] where name.hasPrefix(part) { result = "bert." + name }
        // The first BERT release named LayerNorm's weight and bias as the paper's equation does.
        for (old, new) in [("LayerNorm.gamma", "LayerNorm.weight"), ("LayerNorm.beta", "LayerNorm.bias")]
        where result.hasSuffix(old) {
            result = String(result.dropLast(old.count)) + new
        }
        return result
    }
}

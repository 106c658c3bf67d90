#if Training
    import CTorchShim

    /// Operations of neural networks and linear algebra.
    extension Tensor {
        /// Matrix product of the last two dimensions; the others broadcast.
        public func matmul(_ other: Tensor) -> Tensor { Tensor(ts_matmul(handle, other.handle)) }
        /// y = x Wᵀ + b; weight `[outputFeatures, inputFeatures]`, all three of one type.
        public func linear(_ weight: Tensor, _ bias: Tensor? = nil) -> Tensor {
            Tensor(bias, operation: ts_linear(handle, weight.handle, bias?.handle))
        }
        /// LayerNorm over the last dimension.
        public func layerNorm(_ weight: Tensor, _ bias: Tensor, epsilon: Double) -> Tensor {
            Tensor(ts_layer_norm(handle, weight.handle, bias.handle, epsilon))
        }
        /// exp(x) / Σ exp(x) along a dimension.
        public func softmax(along dimension: Int = -1) -> Tensor { Tensor(ts_softmax(handle, Int64(dimension))) }
        /// x − log Σ exp(x) along a dimension.
        public func logSoftmax(along dimension: Int = -1) -> Tensor { Tensor(ts_log_softmax(handle, Int64(dimension))) }
        /// Zeroes elements with this probability and scales the others up.
        public func dropout(_ probability: Double) -> Tensor {
            probability == 0 ? self : Tensor(ts_dropout(handle, probability))
        }
        /// Rows of this table at int64 `ids`.
        public func embedding(_ ids: Tensor) -> Tensor { Tensor(ts_embedding(handle, ids.handle)) }
        /// Mean negative log likelihood of int64 `classes` `[B]` under logits `[B, classes]`.
        public func crossEntropy(_ classes: Tensor) -> Tensor { Tensor(ts_cross_entropy(handle, classes.handle)) }
        /// U with Uᵀ U = self⁻¹, for a symmetric positive definite matrix; computed in double precision.
        public func inverseCholeskyUpper() -> Tensor { Tensor(ts_inverse_cholesky_upper(handle)) }
    }
#endif

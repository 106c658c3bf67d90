#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel

    /// Between training, where positive quantities are logarithms, and checkpoints, where they are themselves.
    extension StudentModel {
        /// The student's checkpoint: latent weights, scales, thresholds, gains and shifts.
        public func checkpoint() throws -> StudentCheckpoint {
            var tensors: [String: FloatTensor] = [:]
            func add(_ name: String, _ tensor: Tensor) throws {
                tensors[name] = FloatTensor(shape: tensor.shape, values: try tensor.floats())
            }
            for name in parameters.names {
                if let base = name.removing(suffix: Self.logThreshold) {
                    try add(base + TensorNames.firingThreshold, parameters[name].exp())
                } else if let base = name.removing(suffix: Self.logGain) {
                    try add(base + TensorNames.gain, parameters[name].exp())
                } else if name.removing(suffix: Self.logScale) == nil {
                    try add(name, storedTensor(name))
                }
            }
            for (linear, layer) in config.quantizedLinears {
                let module = TensorNames.linear(linear, layer: layer)
                try add(
                    module + TensorNames.weightScale, weightScale(parameters[module + TensorNames.weight], module))
            }
            return try StudentCheckpoint(config: config, tensors: tensors)
        }

        /// A student that goes on from a checkpoint.
        public init(_ checkpoint: StudentCheckpoint, design: StudentDesign, device: Device) {
            var store = ParameterStore()
            for name in checkpoint.tensors.keys.sorted() {
                guard let stored = checkpoint.tensors[name] else { continue }
                let tensor = Tensor(stored.values, shape: stored.shape).to(device)
                if let base = name.removing(suffix: TensorNames.firingThreshold) {
                    store.set(base + Self.logThreshold, tensor.log())
                } else if let base = name.removing(suffix: TensorNames.gain) {
                    store.set(base + Self.logGain, tensor.log())
                } else if let base = name.removing(suffix: TensorNames.weightScale) {
                    store.set(base + Self.logScale, tensor.log())
                } else {
                    store.set(name, tensor)
                }
            }
            self.init(config: checkpoint.config, design: design, parameters: store, device: device)
        }
    }

    extension String {
        /// The text before `suffix`, or nil.
        fileprivate func removing(suffix: String) -> String? {
            hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
        }
    }
#endif

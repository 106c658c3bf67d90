#if Training
    import Foundation
    import SpikeEngine
    import SpikeFormats
    import SpikeModel

    extension TeacherModel {
        /// Reads a Hugging Face folder. A pooler is read when the head needs it.
        ///
        /// - Throws: `FormatError` naming file and tensor.
        public static func load(_ folder: CheckpointFolder, device: Device) throws -> TeacherModel {
            var parameters = ParameterStore()
            for (name, shape) in ParameterShapes(folder.config).all {
                parameters.set(name, Tensor(try folder.floats(name, shape: shape), shape: shape))
            }
            return TeacherModel(config: folder.config, parameters: parameters, device: device)
        }

        /// The same encoder with a fresh head for `labels` (or one score), seeded normal (σ 0.02).
        ///
        /// A head that already has these labels in this order and reads the sentence likewise is kept.
        public func withHead(labels: [String], isRegression: Bool, pooling: Pooling, seed: UInt64) -> TeacherModel {
            if config.hasHead(labels: labels, isRegression: isRegression), config.pooling == pooling { return self }
            var config = config
            config.labels = labels
            config.isRegression = isRegression
            config.pooling = pooling
            Engine.seed(seed)
            let shapes = ParameterShapes(config)
            var store = ParameterStore()
            for (name, shape) in shapes.all {
                let isHead = name.hasPrefix(TensorNames.classifier)
                let known = isHead ? nil : parameters.find(name)
                store.set(name, known ?? shapes.fresh(name, shape))
            }
            return TeacherModel(config: config, parameters: store, device: device)
        }

        /// The encoder alone.
        public func withoutHead() -> TeacherModel {
            var config = config
            config.labels = []
            config.isRegression = false
            var store = ParameterStore()
            for name in parameters.names
            where !name.hasPrefix(TensorNames.classifier) && !name.hasPrefix(TensorNames.pooler) {
                store.set(name, parameters[name])
            }
            return TeacherModel(config: config, parameters: store, device: device)
        }

        /// Writes a folder that `transformers` loads; see `CheckpointFolder.write`.
        public func write(to destination: URL, tokenizerFolder: URL, replacing: Bool) throws {
            var tensors: [String: FloatTensor] = [:]
            for name in parameters.names {
                tensors[name] = FloatTensor(shape: parameters[name].shape, values: try parameters[name].floats())
            }
            try CheckpointFolder.write(
                config, tensors: tensors, tokenizerFolder: tokenizerFolder, to: destination, replacing: replacing)
        }
    }
#endif

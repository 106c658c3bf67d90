#if Training
    import SpikeEngine

    /// Trainable tensors by name, in a fixed order.
    ///
    /// The order is that of insertion; optimiser states and checkpoints rely on it.
    public struct ParameterStore: Sendable {
        /// Names in order.
        public private(set) var names: [String] = []
        private var tensors: [String: Tensor] = [:]

        /// An empty store.
        public init() {}

        /// The tensor of this name; traps when there is none (names come from `TensorNames`, sizes are checked on reading).
        public subscript(name: String) -> Tensor {
            guard let tensor = tensors[name] else { preconditionFailure("no parameter named \(name)") }
            return tensor
        }

        /// The tensor of this name, or nil.
        public func find(_ name: String) -> Tensor? { tensors[name] }

        /// Adds or replaces a tensor.
        public mutating func set(_ name: String, _ tensor: Tensor) {
            if tensors.updateValue(tensor, forKey: name) == nil { names.append(name) }
        }

        /// A store whose tensors are independent copies on `device`.
        public func copied(to device: Device) -> ParameterStore {
            var copy = ParameterStore()
            for name in names { copy.set(name, self[name].detached().clone().to(device)) }
            return copy
        }
    }
#endif

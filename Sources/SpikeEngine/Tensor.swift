#if Training
    import CTorchShim

    /// A tensor of the engine: a reference to storage, with a gradient graph behind it when gradients are recorded.
    ///
    /// Operations never change their inputs; only `copy(from:)`, `clearGradient` and optimisers do.
    /// `@unchecked Sendable`: the handle is immutable and libtorch's reference count is atomic; parameters are changed by
    /// the one thread that trains.
    public final class Tensor: @unchecked Sendable {
        /// The owned handle; nil when an operation failed.
        let handle: ts_tensor?

        init(_ handle: ts_tensor?) { self.handle = handle }

        /// The result of an operation with optional operands; poisoned when one that is given is, since the operation itself
        /// could not tell it from one that is not.
        convenience init(_ optional: Tensor?..., operation: @autoclosure () -> ts_tensor?) {
            self.init(optional.contains { $0 != nil && $0?.handle == nil } ? nil : operation())
        }

        deinit { ts_release(handle) }

        /// Sizes of all dimensions; empty for a scalar and for a poisoned tensor.
        public var shape: [Int] { (0..<ts_dimensions(handle)).map { Int(ts_size(handle, $0)) } }

        /// Number of elements.
        public var count: Int { Int(ts_count(handle)) }

        /// Type of the elements; float32 for a poisoned tensor.
        public var type: ElementType { ElementType(rawValue: ts_dtype(handle)) ?? .float32 }

        /// Size of one dimension; negative ones count from the end.
        public func size(_ dimension: Int) -> Int { Int(ts_size(handle, Int64(dimension))) }

        /// The value of a tensor with one element.
        ///
        /// - Throws: the first failure on this thread since the last check.
        public func item() throws(EngineError) -> Double { Double(try floats()[0]) }

        /// All elements as Float, row-major; conversion and device copy included.
        ///
        /// - Throws: the first failure on this thread since the last check.
        public func floats() throws(EngineError) -> [Float] { try elements(.float32, zero: 0) }

        /// All elements as Int64, row-major.
        public func integers() throws(EngineError) -> [Int64] { try elements(.int64, zero: 0) }

        /// All elements as Int8, row-major.
        public func bytes() throws(EngineError) -> [Int8] { try elements(.int8, zero: 0) }

        /// All elements as the bit patterns of bfloat16, row-major.
        public func bfloat16Bits() throws(EngineError) -> [UInt16] { try elements(.bfloat16, zero: 0) }

        private func elements<Element>(_ type: ElementType, zero: Element) throws(EngineError) -> [Element] {
            try checkHealth()
            var values = [Element](repeating: zero, count: count)
            values.withUnsafeMutableBytes { _ = ts_copy_out(handle, type.rawValue, $0.baseAddress, $0.count) }
            try Engine.check()
            return values
        }

        /// Marks a leaf whose gradient is wanted; returns it.
        @discardableResult
        public func requiresGradient(_ on: Bool = true) -> Tensor {
            ts_set_requires_grad(handle, on)
            return self
        }

        /// The gradient of a leaf after `backward`, or nil.
        public var gradient: Tensor? { ts_grad(handle).map { Tensor($0) } }

        /// Forgets the gradient.
        public func clearGradient() { ts_clear_grad(handle) }

        /// Computes the gradients of all leaves behind this scalar.
        public func backward() throws(EngineError) {
            try checkHealth()
            _ = ts_backward(handle)
            try Engine.check()
        }

        /// Adds vᵀ · ∂self/∂leaf to the gradients of all leaves behind this tensor; `v` has its shape.
        public func backward(along v: Tensor) throws(EngineError) {
            try checkHealth()
            _ = ts_backward_along(handle, v.handle)
            try Engine.check()
        }

        /// vᵀ · ∂self/∂input; `v` has the shape of this tensor. The graph stays, and no gradient changes.
        public func vectorJacobian(_ v: Tensor, of input: Tensor) -> Tensor {
            Tensor(ts_vector_jacobian(v.handle, handle, input.handle))
        }

        /// A poisoned tensor has no values even when its failure was reported before, or on another thread.
        private func checkHealth() throws(EngineError) {
            try Engine.check()
            guard handle != nil else { throw .operationFailed("the value comes from an operation that failed before") }
        }

        /// Overwrites the elements without recording it; shapes must broadcast.
        public func copy(from source: Tensor) { _ = ts_copy_into(handle, source.handle) }

        /// Subtracts the outer product of two vectors from this matrix in place, without recording it.
        public func subtractOuter(_ column: Tensor, _ row: Tensor) {
            _ = ts_add_outer_into(handle, column.handle, row.handle, -1)
        }
    }
#endif

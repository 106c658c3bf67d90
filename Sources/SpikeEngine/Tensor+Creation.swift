#if Training
    import CTorchShim

    extension Tensor {
        /// A float32 tensor on the CPU; traps unless `values` fill `shape`.
        public convenience init(_ values: [Float], shape: [Int]) {
            precondition(values.count == shape.reduce(1, *), "values must fill the shape")
            let handle = values.withUnsafeBytes {
                ts_from_data($0.baseAddress, shape.map(Int64.init), Int32(shape.count), ElementType.float32.rawValue)
            }
            self.init(handle)
        }

        /// An int64 tensor on the CPU; traps unless `values` fill `shape`.
        public convenience init(integers values: [Int64], shape: [Int]) {
            precondition(values.count == shape.reduce(1, *), "values must fill the shape")
            let handle = values.withUnsafeBytes {
                ts_from_data($0.baseAddress, shape.map(Int64.init), Int32(shape.count), ElementType.int64.rawValue)
            }
            self.init(handle)
        }

        /// A bfloat16 tensor on the CPU from bit patterns; traps unless `bits` fill `shape`.
        public convenience init(bfloat16 bits: UnsafeRawBufferPointer, shape: [Int]) {
            precondition(bits.count == 2 * shape.reduce(1, *), "values must fill the shape")
            let type = ElementType.bfloat16.rawValue
            self.init(ts_from_data(bits.baseAddress, shape.map(Int64.init), Int32(shape.count), type))
        }

        /// A scalar.
        public convenience init(_ value: Float) { self.init([value], shape: []) }

        /// A tensor of one value.
        public static func full(_ shape: [Int], _ value: Double, _ type: ElementType = .float32) -> Tensor {
            Tensor(ts_full(shape.map(Int64.init), Int32(shape.count), value, type.rawValue))
        }

        /// A tensor of one value with the shape, type and device of another, and without gradient.
        public static func full(like other: Tensor, _ value: Double) -> Tensor {
            Tensor(ts_full_like(other.handle, value))
        }

        /// Zeros.
        public static func zeros(_ shape: [Int], _ type: ElementType = .float32) -> Tensor { full(shape, 0, type) }

        /// Standard normal values from the engine's seed.
        public static func normal(_ shape: [Int]) -> Tensor {
            Tensor(ts_randn(shape.map(Int64.init), Int32(shape.count)))
        }
    }
#endif

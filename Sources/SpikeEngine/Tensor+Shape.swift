#if Training
    import CTorchShim

    /// Views, conversions and assembly.
    extension Tensor {
        /// The same values cut off from the gradient graph.
        public func detached() -> Tensor { Tensor(ts_detach(handle)) }
        /// A copy.
        public func clone() -> Tensor { Tensor(ts_clone(handle)) }
        /// The same values in row-major memory.
        public func contiguous() -> Tensor { Tensor(ts_contiguous(handle)) }
        /// The same values in another type; `self` when it has that type.
        public func to(_ type: ElementType) -> Tensor {
            self.type == type ? self : Tensor(ts_to_dtype(handle, type.rawValue))
        }
        /// The same values on another device; `self` when already there.
        public func to(_ device: Device) -> Tensor { Tensor(ts_to_device(handle, device.name)) }
        /// Where the values are.
        public var device: Device { ts_is_cuda(handle) ? .cuda : .cpu }
        /// Another shape with the same number of elements; -1 stands for the size that fits.
        public func reshaped(_ shape: Int...) -> Tensor { reshaped(shape) }
        /// Another shape with the same number of elements; -1 stands for the size that fits.
        public func reshaped(_ shape: [Int]) -> Tensor {
            Tensor(ts_reshape(handle, shape.map(Int64.init), Int32(shape.count)))
        }
        /// Two dimensions exchanged, the last two unless named.
        public func transposed(_ first: Int = -2, _ second: Int = -1) -> Tensor {
            Tensor(ts_transpose(handle, Int64(first), Int64(second)))
        }
        /// The slice at `index` of a dimension, which disappears.
        public func selected(_ index: Int, along dimension: Int) -> Tensor {
            Tensor(ts_select(handle, Int64(dimension), Int64(index)))
        }
        /// The slices `range` of a dimension, which stays.
        public func narrowed(_ range: Range<Int>, along dimension: Int) -> Tensor {
            Tensor(ts_narrow(handle, Int64(dimension), Int64(range.lowerBound), Int64(range.count)))
        }
        /// A new dimension of size one.
        public func unsqueezed(_ dimension: Int) -> Tensor { Tensor(ts_unsqueeze(handle, Int64(dimension))) }
        /// The slices of a dimension at `indices` (int64), in their order.
        public func gathered(_ indices: Tensor, along dimension: Int) -> Tensor {
            Tensor(ts_index_select(handle, Int64(dimension), indices.handle))
        }
        /// Tensors joined along an existing dimension.
        public static func concatenated(_ list: [Tensor], along dimension: Int) -> Tensor {
            Tensor(ts_cat(list.map(\.handle), Int32(list.count), Int64(dimension)))
        }
        /// Tensors of one shape joined along a new dimension.
        public static func stacked(_ list: [Tensor], along dimension: Int) -> Tensor {
            Tensor(ts_stack(list.map(\.handle), Int32(list.count), Int64(dimension)))
        }
        /// The diagonal of a matrix, as a view.
        public func diagonal() -> Tensor { Tensor(ts_diagonal(handle)) }
    }
#endif

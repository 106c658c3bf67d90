import CSpikeKernels

extension KernelSet {
    /// Attention of every head over one sequence: `softmax(scoreScale q · n_k) n_v valueScale`.
    ///
    /// - Parameters:
    ///   - rows: the sequence's tokens in all four matrices, `[tokens, heads * headSize]`.
    ///   - scoreScale: V_th of the keys / √headSize.
    ///   - valueScale: V_th of the values.
    ///   - scratch: reused between calls.
    public func attend(
        query: RealMatrix, key: CountMatrix, value: CountMatrix, rows: Range<Int>, heads: Int, scoreScale: Float,
        valueScale: Float, scratch: inout RealMatrix, context: inout RealMatrix
    ) {
        let width = query.columns
        precondition(width % heads == 0 && key.columns == width && value.columns == width, "heads divide the width")
        precondition(context.columns == width, "one context per query")
        precondition(rows.upperBound <= min(query.rows, key.rows, value.rows, context.rows), "rows of one sequence")
        let headSize = width / heads
        scratch.reshape(rows: 1, columns: spk_attention_scratch(rows.count, headSize))
        let contextStride = context.stride
        context.withMutableRows { context in
            scratch.withMutableRows { scratch in
                query.withRows { q in
                    key.withRows { k in
                        value.withRows { v in
                            guard let q = q.baseAddress, let k = k.baseAddress, let v = v.baseAddress,
                                let out = context.baseAddress
                            else { return }
                            for first in stride(from: 0, to: width, by: headSize) {
                                var head = spk_attention_head(
                                    tokens: rows.count, head_size: headSize,
                                    query: q + rows.lowerBound * query.stride + first, query_stride: query.stride,
                                    key: k + rows.lowerBound * key.stride + first, key_stride: key.stride,
                                    value: v + rows.lowerBound * value.stride + first, value_stride: value.stride,
                                    score_scale: scoreScale, value_scale: valueScale,
                                    context: out + rows.lowerBound * contextStride + first,
                                    context_stride: contextStride, scratch: scratch.baseAddress)
                                table.attention(&head)
                            }
                        }
                    }
                }
            }
        }
    }
}

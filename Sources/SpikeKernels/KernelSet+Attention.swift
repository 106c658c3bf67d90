import CSpikeKernels
import SpikeCore

extension KernelSet {
    /// Attention of every head over the sequence at `rows`: `softmax(scoreScale q · n_k) n_v valueScale`.
    ///
    /// - Parameters:
    ///   - scratch: reused between calls.
    ///   - context: shaped like the queries; only `rows` are written.
    public func attend(
        _ operands: AttentionOperands, rows: Range<Int>, scratch: inout RealMatrix, into context: inout RealMatrix
    ) {
        let query = operands.query
        precondition((context.rows, context.columns) == (query.rows, query.columns), "one context per query")
        let stride = context.stride
        context.withMutableRows { context in
            var sink = spk_sink()
            sink.out = context.baseAddress
            sink.out_stride = stride
            run(operands, rows, &scratch, &sink)
        }
    }

    /// The same, after which the context fires a window at once: it never exists as a whole.
    ///
    /// - Parameters:
    ///   - timeSteps: T in 1...127.
    ///   - counts: shaped like the queries; only `rows` are written.
    /// - Returns: Σ |count|.
    public func attend(
        _ operands: AttentionOperands, rows: Range<Int>, firing site: SiteNeurons, timeSteps: Int,
        scratch: inout RealMatrix, into counts: inout CountMatrix
    ) -> Int {
        precondition((1...127).contains(timeSteps), "counts of a window fit 8 bits up to 127 time steps")
        return send(operands, rows, site, &scratch, into: &counts) { $0.time_steps = Int32(timeSteps) }
    }

    /// The same for one time step of neurons whose potentials last from step to step.
    ///
    /// - Returns: Σ |spike|.
    public func attend(
        _ operands: AttentionOperands, rows: Range<Int>, stepping site: SiteNeurons, _ potential: inout RealMatrix,
        scratch: inout RealMatrix, into spikes: inout CountMatrix
    ) -> Int {
        precondition((potential.rows, potential.columns) == (spikes.rows, spikes.columns), "one potential per neuron")
        precondition(site.isOrdinary, "other neurons take `advance`")
        let stride = potential.stride
        return potential.withMutableRows { potential in
            send(operands, rows, site, &scratch, into: &spikes) { sink in
                sink.potential = potential.baseAddress
                sink.potential_stride = stride
                sink.leak = site.parameters.leak
            }
        }
    }

    private func send(
        _ operands: AttentionOperands, _ rows: Range<Int>, _ site: SiteNeurons, _ scratch: inout RealMatrix,
        into fired: inout CountMatrix, configure: (inout spk_sink) -> Void
    ) -> Int {
        precondition(site.count == operands.query.columns, "one neuron per column")
        precondition(!site.isSalient, "the context of salient channels is kept and fired as a whole")
        precondition((fired.rows, fired.columns) == (operands.query.rows, site.count), "shaped like the queries")
        return site.withSink(into: &fired) { sink in
            configure(&sink)
            run(operands, rows, &scratch, &sink)
        }
    }

    private func run(
        _ operands: AttentionOperands, _ rows: Range<Int>, _ scratch: inout RealMatrix, _ sink: inout spk_sink
    ) {
        let (query, key, value) = (operands.query, operands.key, operands.value)
        precondition(rows.lowerBound >= 0 && rows.upperBound <= query.rows, "rows of one sequence")
        guard !rows.isEmpty else { return }
        let headSize = query.columns / operands.heads
        scratch.reshape(rows: 1, columns: spk_attention_scratch(rows.count, headSize))
        scratch.withMutableRows { scratch in
            query.withRows { q in
                key.withRows { k in
                    value.withRows { v in
                        guard let q = q.baseAddress, let k = k.baseAddress, let v = v.baseAddress else { return }
                        var attention = spk_attention(
                            tokens: rows.count, heads: operands.heads, head_size: headSize,
                            query: q + rows.lowerBound * query.stride, query_stride: query.stride,
                            key: k + rows.lowerBound * key.stride, key_stride: key.stride,
                            value: v + rows.lowerBound * value.stride, value_stride: value.stride,
                            score_scale: operands.scoreScale, value_scale: operands.valueScale,
                            first_row: rows.lowerBound, scratch: scratch.baseAddress)
                        table.attention(&attention, &sink)
                    }
                }
            }
        }
    }
}

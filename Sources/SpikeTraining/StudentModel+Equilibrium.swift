#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// Training of the paper-faithful schedule: rates at equilibrium instead of time steps.
    extension StudentModel {
        /// The clipped chain a = clip(f(a_prev) / V_th, 0, 1) (arXiv:2308.10873; docs/Equations.md, "Equilibrium chain").
        ///
        /// With `measuredRates` (embedding and every layer output) the forward value at a tap is the measured rate and the
        /// gradient follows the chain. Attention on rates instead of spikes is the chain's approximation. With feedback the
        /// chain is closed: what flows back is solved for, or measured, and `propagateFeedback` completes the gradients.
        func chainForward(
            _ batch: PaddedBatch, computeType: ElementType, wantsScores: Bool, measuredRates: [Tensor]?,
            rates: SpikeRateSum? = nil
        ) throws -> EncoderOutput {
            let forward = encoderForward(computeType: computeType)
            let equilibrium = try equilibrium(batch, computeType: computeType, measuredRates: measuredRates)
            let (states, scores) = try chain(
                forward, batch, embedding: forward.embed(batch), returned: equilibrium?.returned,
                wantsScores: wantsScores, measuredRates: measuredRates, rates: rates)
            return EncoderOutput(
                logits: forward.classify(states[states.count - 1], batch), hiddenStates: states,
                attentionScores: scores, spikeRate: rates?.mean, equilibrium: equilibrium)
        }

        /// Adds what the loss owes to the feedback to the gradients of the parameters; call it after `backward`.
        ///
        /// By the implicit function theorem dL/dθ = ∂L/∂θ + wᵀ ∂g/∂θ with w = ∂L/∂z + wᵀ ∂g/∂z, which the same solver finds
        /// (docs/Equations.md, "Feedback").
        /// - Returns: what it found, or nil where there is no feedback or no gradient.
        /// - Throws: `EngineError`.
        @discardableResult
        public func propagateFeedback(
            _ output: EncoderOutput, _ batch: PaddedBatch, computeType: ElementType
        ) throws -> FixedPoint? {
            guard let equilibrium = output.equilibrium, let owed = equilibrium.returned.gradient else { return nil }
            let returned = equilibrium.returned.detached().clone().requiresGradient()
            let forward = encoderForward(computeType: computeType)
            let states = try chain(
                forward, batch, embedding: forward.embed(batch), returned: returned,
                measuredRates: equilibrium.measuredRates
            ).states
            let next = states[states.count - 1] * batch.mask
            let adjoint = try design.solver.solve(from: owed) { owed + next.vectorJacobian($0, of: returned) }
            try next.backward(along: adjoint.value)
            return adjoint
        }

        /// z = g(z) of a student with feedback, where g is the chain from what flows back to what the last layer says.
        ///
        /// Padding has no part in it: there z is 0.
        private func equilibrium(
            _ batch: PaddedBatch, computeType: ElementType, measuredRates: [Tensor]?
        ) throws -> FeedbackEquilibrium? {
            guard config.spiking.hasFeedback else { return nil }
            let point = try Engine.withoutGradients {
                let (run, embedding) = try sharingWeights(batch, computeType: computeType)
                func image(_ returned: Tensor) throws -> Tensor {
                    let states = try chain(run, batch, embedding: embedding, returned: returned).states
                    return states[states.count - 1] * batch.mask
                }
                guard let measured = measuredRates?.last.map({ $0 * batch.mask }) else {
                    return try design.solver.solve(from: image(.full(like: embedding, 0)), image)
                }
                let next = try image(measured)
                let residual = try FixedPointSolver.relativeNorm(next - measured, to: next)
                return FixedPoint(
                    value: measured, residual: residual, iterations: 0,
                    isConverged: residual <= design.solver.tolerance)
            }
            return FeedbackEquilibrium(
                returned: point.value.detached().clone().requiresGradient(), measuredRates: measuredRates,
                residual: point.residual, iterations: point.iterations, isConverged: point.isConverged)
        }

        /// One pass of the chain on an embedding and what flows back to it.
        private func chain(
            _ forward: EncoderForward, _ batch: PaddedBatch, embedding: Tensor, returned: Tensor?,
            wantsScores: Bool = false, measuredRates: [Tensor]? = nil, rates: SpikeRateSum? = nil
        ) throws -> (states: [Tensor], scores: [Tensor]) {
            let computeType = forward.computeType
            let bias = batch.attentionBias.to(computeType)
            func tap(_ rate: Tensor, _ index: Int) -> Tensor {
                guard let measured = measuredRates?[index] else { return rate }
                return rate + (measured - rate).detached()
            }
            func fired(_ x: Tensor, _ site: SpikingSite, _ layer: Int) -> Tensor {
                let charge = clipped(x, site, layer)
                rates?.add(charge.to(.float32) / siteParameters(site, layer: layer).threshold)
                return charge
            }
            let current = try returned.map { embedding + (try forward.feedback($0)) } ?? embedding
            var rate = tap(fired(current, .embedding, 0), 0)
            var states = [rate]
            var scores: [Tensor] = []
            for layer in 0..<config.encoder.layers {
                let input = rate.to(computeType)
                let query = try forward.heads(forward.linear(.query, layer, input))
                let key = try forward.heads(fired(forward.linear(.key, layer, input), .key, layer))
                let value = try forward.heads(fired(forward.linear(.value, layer, input), .value, layer))
                let raw = query.matmul(key.transposed()) * (1 / Double(config.encoder.headSize).squareRoot())
                if wantsScores { scores.append(raw) }
                let mixed = (raw + bias).softmax().matmul(value).transposed(1, 2).reshaped(rate.shape)
                let output = try forward.linear(.attentionOutput, layer, fired(mixed, .context, layer))
                let attended = fired(
                    forward.norm(rate + output.to(.float32), TensorNames.attentionNorm(layer: layer)), .attentionOutput,
                    layer)
                let inner = try forward.linear(.intermediate, layer, attended.to(computeType)).gelu()
                let outer = try forward.linear(.output, layer, fired(inner, .outputInput, layer))
                let next = forward.norm(attended + outer.to(.float32), TensorNames.outputNorm(layer: layer))
                rate = tap(fired(next, .layerOutput, layer), layer + 1)
                states.append(rate)
            }
            return (states, scores)
        }

        /// clip(x / V_th, 0, L) · V_th, the charge that an integrate-and-fire neuron passes on per step at equilibrium.
        private func clipped(_ x: Tensor, _ site: SpikingSite, _ layer: Int) -> Tensor {
            let threshold = parameters[TensorNames.site(site, layer: layer) + Self.logThreshold].exp().to(x.type)
            return (x / threshold).clamped(to: 0...Double(config.spiking.neuron.levels)) * threshold
        }
    }
#endif

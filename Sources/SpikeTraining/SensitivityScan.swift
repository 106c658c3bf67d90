#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeQuantization

    /// How much a student's output moves when one linear layer alone is quantized (docs/Equations.md, "Mixed bits").
    ///
    /// Neurons hand on the real values that they stand for: with spikes, counts that flip by the smallest change drown what
    /// the encodings differ by.
    public struct SensitivityScan {
        /// The finding about one linear layer.
        public struct Finding: Sendable, Equatable {
            /// Encoder layer, from 0.
            public let layer: Int
            /// Its linear layer.
            public let linear: EncoderLinear
            /// Number of its weights.
            public let weights: Int
            /// Relative squared error of the last hidden states under each encoding.
            public let errors: [WeightEncoding: Double]
            /// Bits on disk under each encoding: codes, scales and zero points.
            public let storedBits: [WeightEncoding: Int]
        }

        /// Encodings to try.
        public let candidates: [WeightEncoding]
        /// Weights that share a scale.
        public let granularity: ScaleGranularity
        /// How ranges are chosen; weights are rounded to the nearest code.
        public let design: StudentDesign

        /// Creates a scan.
        public init(candidates: [WeightEncoding], granularity: ScaleGranularity, design: StudentDesign) {
            self.candidates = candidates
            self.granularity = granularity
            self.design = design
        }

        /// Scans a `counted` student with real weights.
        ///
        /// Cost: one forward pass over `batches` for every linear layer and candidate.
        ///
        /// - Parameter observe: called with the number of layers done and their total; what it throws ends the scan.
        public func run(
            _ student: StudentModel, batches: [PaddedBatch], observe: (Int, Int) throws -> Void = { _, _ in }
        ) throws -> [Finding] {
            precondition(
                student.config.spiking.encodings == [.float32] && student.config.spiking.schedule == .counted,
                "a counted student of real weights; the scan quantizes one layer at a time itself")
            return try Engine.withoutGradients {
                let exact = try batches.map { try Self.lastStates(student, $0) }
                let places = (0..<student.config.encoder.layers).flatMap { layer in
                    EncoderLinear.allCases.map { (layer, $0) }
                }
                return try places.enumerated().map { index, place in
                    let finding = try scan(student, place.0, place.1, batches, exact)
                    try observe(index + 1, places.count)
                    return finding
                }
            }
        }

        private func scan(
            _ student: StudentModel, _ layer: Int, _ linear: EncoderLinear, _ batches: [PaddedBatch], _ exact: [Tensor]
        ) throws -> Finding {
            let weight = student.parameters[TensorNames.linear(linear, layer: layer) + TensorNames.weight]
            let original = weight.clone()
            let values = try weight.floats()
            var errors: [WeightEncoding: Double] = [:]
            var bits: [WeightEncoding: Int] = [:]
            for encoding in candidates {
                let rounded = rounded(values, encoding, rows: weight.size(0))
                bits[encoding] = rounded.bits
                weight.copy(from: Tensor(rounded.values, shape: weight.shape).to(student.device))
                var (moved, size) = (0.0, 0.0)
                for (batch, states) in zip(batches, exact) {
                    moved += try (Self.lastStates(student, batch) - states).squared().sum().item()
                    size += try states.squared().sum().item()
                }
                errors[encoding] = moved / max(size, .leastNormalMagnitude)
            }
            weight.copy(from: original)
            return Finding(layer: layer, linear: linear, weights: values.count, errors: errors, storedBits: bits)
        }

        /// Weights rounded to the nearest code, as reals, and the bits that they take on disk.
        private func rounded(
            _ values: [Float], _ encoding: WeightEncoding, rows: Int
        ) -> (values: [Float], bits: Int) {
            guard encoding != .float32 else { return (values, 32 * values.count) }
            let quantizer = WeightQuantizer(encoding: encoding, granularity: granularity)
            let fit = scales(of: values, quantizer, rows: rows)
            let codes = quantizer.codes(values, fit, outputFeatures: rows)
            let bytesPerRow = PackedCodes.bytesPerRow(encoding, inputFeatures: values.count / max(rows, 1))
            return (
                QuantizedWeights(codes: codes, scales: fit.scales, zeroPoints: fit.zeroPoints).dequantized,
                8 * rows * bytesPerRow + 32 * fit.scales.count + 8 * fit.zeroPoints.count
            )
        }

        /// The scales that a student of this design starts with.
        private func scales(of values: [Float], _ quantizer: WeightQuantizer, rows: Int) -> WeightScales {
            guard design.quantizer.keepsScale else {
                return WeightScales(scales: quantizer.absmeanScales(values, outputFeatures: rows))
            }
            return quantizer.fit(
                RangeCalibration(
                    encoding: quantizer.encoding, clipping: design.clipping, percentile: design.percentile,
                    hasZeroPoint: design.quantizer == .uniform), values, outputFeatures: rows)
        }

        private static func lastStates(_ student: StudentModel, _ batch: PaddedBatch) throws -> Tensor {
            var forward = student.encoderForward(computeType: .float32)
            forward.site = { site, layer, input in input * student.siteParameters(site, layer: layer).gain }
            let states = try forward.run(batch, wantsScores: false).hiddenStates
            guard let last = states.last else { preconditionFailure("an encoder has at least one state") }
            return batch.realTokens(of: last)
        }
    }
#endif

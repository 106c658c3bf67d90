#if Training
    import SpikeCore
    import SpikeDistillation
    import SpikeModel
    import SpikeQuantization
    import SpikeTraining

    /// What a sensitivity scan found and what was chosen by it.
    struct SensitivityReport {
        /// One linear layer.
        struct Row: Encodable {
            let layer: Int
            let linear: String
            /// Relative squared error of the last hidden states, by the name of the encoding.
            let errors: [String: Double]
            let encoding: String
        }

        let rows: [Row]
        let candidates: [WeightEncoding]
        let bitsPerWeight: Double
        /// The recipe with the chosen encodings.
        let recipe: Recipe

        init(
            _ findings: [SensitivityScan.Finding], _ allocation: BitAllocation, candidates: [WeightEncoding],
            recipe: Recipe
        ) {
            rows = zip(findings, allocation.encodings).map { finding, encoding in
                Row(
                    layer: finding.layer, linear: finding.linear.rawValue,
                    errors: Dictionary(uniqueKeysWithValues: finding.errors.map { ($0.key.name, $0.value) }),
                    encoding: encoding.name)
            }
            self.candidates = candidates
            bitsPerWeight = allocation.bitsPerWeight
            var mixed = recipe
            let common = candidates.max { left, right in
                allocation.encodings.count { $0 == left } < allocation.encodings.count { $0 == right }
            }
            mixed.student.weightEncoding = common ?? recipe.student.weightEncoding
            mixed.student.mixedEncodings = zip(findings, allocation.encodings).compactMap { finding, encoding in
                encoding == mixed.student.weightEncoding
                    ? nil : .init(layer: finding.layer, linear: finding.linear, encoding: encoding)
            }
            self.recipe = mixed
        }

        /// Errors in thousandths.
        var table: TextTable {
            var table = TextTable("error x 1000", candidates.map(\.name) + ["chosen"])
            for row in rows {
                table.add(
                    "layer \(row.layer) \(row.linear)",
                    candidates.map { "\((row.errors[$0.name, default: 0] * 1000).rounded(2))" } + [row.encoding])
            }
            return table
        }
    }
#endif

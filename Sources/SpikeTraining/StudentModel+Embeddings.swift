#if Training
    import SpikeEngine
    import SpikeModel
    import SpikeQuantization

    /// Embeddings that are trained under the rounding they are packed with (docs/Equations.md, "Rounded embeddings").
    extension StudentModel {
        /// Whether tables are real in training and rounded in use.
        private var roundsEmbeddings: Bool { design.trainsEmbeddings && design.embeddings != .float32 }

        /// Rows `[..., D]` of a table as a packed model reads them, with the gradient of the rows as they are.
        func roundedRows(table: String, _ rows: Tensor) throws -> Tensor {
            guard roundsEmbeddings else { return rows }
            // The difference is zero, so that the values are the packed ones to the last bit.
            return try fixedRows(table: table, rows) + (rows - rows.detached())
        }

        /// A tensor of the checkpoint: embedding tables as they are packed, everything else as it is.
        func storedTensor(_ name: String) throws -> Tensor {
            let tables = [TensorNames.wordEmbeddings, TensorNames.positionEmbeddings, TensorNames.typeEmbeddings]
            guard roundsEmbeddings, tables.contains(name) else { return parameters[name] }
            return try fixedRows(table: name, parameters[name])
        }

        /// By the packer's own rounding: one rule, hence the same codes. Cost: some 10 ns a value with int4.
        private func fixedRows(table: String, _ rows: Tensor) throws -> Tensor {
            let values = try rows.detached().floats()
            let rounded = try design.embeddings.table(values, columns: rows.size(-1), tensor: table)
            return Tensor(rounded.floats, shape: rows.shape).to(device)
        }
    }
#endif

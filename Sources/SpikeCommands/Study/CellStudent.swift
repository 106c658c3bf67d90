#if Training
    import SpikeDistillation
    import SpikeFormats
    import SpikeModel

    /// The packed student of a cell: read where it is there, else distilled and packed.
    struct CellStudent {
        let maker: CellMaker

        init(_ maker: CellMaker) { self.maker = maker }

        func packed() throws -> PackedModel {
            let files = maker.files
            if !files.hasModel {
                if !files.hasCheckpoint { try distil() }
                try files.keepSummary()
                try PackCommand.pack(
                    files.checkpoint, to: files.model, embeddings: maker.cell.embeddings, replacing: true)
            }
            // Also what a process left that was killed after its output was complete.
            try files.removeState()
            if !maker.study.keepsCheckpoints { try files.removeCheckpoint() }
            return try PackedModelFolder.read(from: files.model)
        }

        private func distil() throws {
            var job = DistillJob(
                teacherURL: maker.input.teacherURL, task: maker.input.task, data: maker.input.data,
                output: maker.files.checkpoint, recipe: maker.cell.recipe, device: maker.device,
                resume: try FinishedTraining.canResume(maker.files.checkpoint), replacing: false)
            job.title = maker.title
            // The teacher was measured on the same split, with a look at the order of its labels.
            job.trustsLabels = true
            try job.run()
        }
    }
#endif

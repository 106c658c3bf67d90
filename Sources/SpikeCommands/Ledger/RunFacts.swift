#if Training
    import Foundation
    import SpikeLedger

    /// What the ledger knows of a run, but for its recipe and measurements.
    struct RunFacts {
        /// Only those that there are.
        let rows: [(name: String, value: String)]

        init(_ details: RunDetails) {
            let run = details.run
            var rows = [
                ("run", "\(run.id ?? 0), \(run.kind.rawValue), \(run.state.rawValue)"), ("message", run.message ?? ""),
                ("started", run.started.formatted(.iso8601)), ("ended", run.ended?.formatted(.iso8601) ?? ""),
                ("study", run.study ?? ""), ("labels", details.labels), ("task", run.task), ("seed", "\(run.seed)"),
                ("teacher", run.teacher), ("output", run.output),
                ("command", run.arguments.map { (["bitspike"] + $0).map(\.shellQuoted).joined(separator: " ") } ?? ""),
                ("in folder", run.folder ?? ""),
                ("program", "bitspike \(run.machine.version), \(run.machine.engine)"),
                ("commit", run.machine.commit ?? ""),
                ("machine", "\(run.machine.processor), kernels \(run.machine.kernels), threads \(run.machine.threads)"),
                ("device", run.machine.device),
            ]
            rows += run.teacherMetrics.sorted { $0.key < $1.key }.map { ("teacher \($0.key)", "\($0.value)") }
            rows += run.metrics.sorted { $0.key < $1.key }.map { ("last \($0.key)", "\($0.value)") }
            if let seconds = run.trainingSeconds { rows.append(("training", "\(seconds.rounded(1)) s")) }
            if let size = run.size {
                let bits = "\(size.informationBits.rounded(2)) bits, stored in \(size.storedBits.rounded(2))"
                rows.append(("weights", bits))
                rows.append(("bytes", "encoder \(size.encoderBytes), model \(size.modelBytes)"))
            }
            self.rows = rows.filter { !$0.1.isEmpty }
        }
    }
#endif

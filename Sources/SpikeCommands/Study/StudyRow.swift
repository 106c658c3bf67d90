#if Training
    import SpikeCore
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeLedger
    import SpikeModel
    import SpikeTraining

    /// One row of a study's table: students that differ in their seed alone, at one T.
    struct StudyRow: Encodable {
        struct Label: Encodable, Equatable {
            let axis: String
            let value: String
        }

        /// What the row's students are, in words of recipes.
        struct Student: Encodable {
            let weightEncoding: String
            let scaleGranularity: String
            let quantizer: String
            let schedule: String
            let spikeKind: String
            let neuron: String

            init(_ plan: StudentPlan) {
                weightEncoding = plan.weightEncoding.name
                scaleGranularity = plan.scaleGranularity.name
                quantizer = plan.quantizer.rawValue
                schedule = plan.schedule.rawValue
                spikeKind = plan.spikeKind.rawValue
                neuron = plan.spiking.neuron.summary
            }
        }

        let task: String
        let labels: [Label]
        let student: Student
        let timeSteps: Int
        /// Whether T is what the students were trained with.
        let isOwnTimeSteps: Bool
        let seeds: [UInt64]
        /// Name of the task's main metric.
        let metric: String
        let value: Double?
        let valueDeviation: Double?
        let teacher: Double?
        /// Of the teacher's metric, per seed.
        let retention: Double?
        let retentionDeviation: Double?
        /// How closely the teacher is imitated: means over the seeds for which that was measured.
        let agreement: Double?
        let divergence: Double?
        let correlation: Double?
        let informationBits: Double?
        let storedBits: Double?
        let encoderBytes: Int?
        let modelBytes: Int?
        let meanSpikeRate: Double
        let meanSpikeRateDeviation: Double?
        let operationsPerToken: Double
        let operationsPerTokenDeviation: Double?
        let trainingSeconds: Double?
        let evaluationSeconds: Double

        /// nil when nothing was measured at this T.
        init?(_ cell: StudyCell, _ runs: [(run: Run, measurements: [RunMeasurement])], timeSteps: Int) {
            let at = runs.compactMap { entry in
                entry.measurements.first { $0.timeSteps == timeSteps }.map { (run: entry.run, measurement: $0) }
            }
            guard let rate = Spread(at.map(\.measurement.meanSpikeRate)),
                let operations = Spread(at.map(\.measurement.operationsPerToken)),
                let seconds = Spread(at.map(\.measurement.seconds))
            else { return nil }
            let metric = Self.mainMetric(cell.task)
            let found = at.map { (value: $0.measurement.metrics[metric], teacher: $0.run.teacherMetrics[metric]) }
            let values = Self.spread(found.map(\.value))
            let kept = Self.spread(found.map { Self.share($0.value, of: $0.teacher) })
            task = cell.task.name
            labels = cell.labels.map { Label(axis: $0.axis, value: $0.value) }
            student = Student(cell.recipe.student)
            self.timeSteps = timeSteps
            isOwnTimeSteps = timeSteps == cell.recipe.student.timeSteps
            seeds = at.map(\.run.seed)
            self.metric = metric
            (value, valueDeviation) = (values?.mean, values?.standardDeviation)
            teacher = Self.spread(found.map(\.teacher))?.mean
            (retention, retentionDeviation) = (kept?.mean, kept?.standardDeviation)
            func fidelity(_ name: String) -> Double? {
                Spread(at.compactMap { $0.measurement.fidelity[name] })?.mean
            }
            agreement = fidelity("agreement")
            divergence = fidelity("divergence")
            correlation = fidelity("correlation")
            informationBits = Spread(at.compactMap(\.run.size?.informationBits))?.mean
            storedBits = Spread(at.compactMap(\.run.size?.storedBits))?.mean
            encoderBytes = at.last?.run.size?.encoderBytes
            modelBytes = at.last?.run.size?.modelBytes
            (meanSpikeRate, meanSpikeRateDeviation) = (rate.mean, rate.standardDeviation)
            (operationsPerToken, operationsPerTokenDeviation) = (operations.mean, operations.standardDeviation)
            trainingSeconds = Spread(at.compactMap(\.run.trainingSeconds))?.mean
            evaluationSeconds = seconds.mean
        }

        /// Of the values of all seeds; nil where one has none, because a mean over the others would look better than the row is.
        private static func spread(_ values: [Double?]) -> Spread? {
            let known = values.compactMap { $0 }
            return known.count == values.count ? Spread(known) : nil
        }

        private static func share(_ value: Double?, of teacher: Double?) -> Double? {
            guard let value, let teacher, teacher != 0 else { return nil }
            return value / teacher
        }

        /// The first metric that the task reports.
        private static func mainMetric(_ task: StudyTask) -> String {
            let named = try? TextTask.named(task.task)
            let kind = named?.metrics.first ?? (task.regression ? .pearson : .accuracy)
            return kind.rawValue
        }
    }
#endif

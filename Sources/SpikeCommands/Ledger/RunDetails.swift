#if Training
    import Foundation
    import SpikeDistillation
    import SpikeLedger

    /// A run with its measurements: what `bitspike runs` prints as JSON.
    struct RunDetails: Encodable {
        let run: Run
        let recipe: JSONValue
        let measurements: [RunMeasurement]

        init(_ run: Run, _ measurements: [RunMeasurement]) {
            self.run = run
            let document = try? JSONDecoder().decode(JSONValue.self, from: Data(run.recipe.utf8))
            recipe = document ?? .string(run.recipe)
            self.measurements = measurements
        }

        /// Labels of a study's cell, `axis=label`, sorted.
        var labels: String {
            run.labels.filter { $0.key != "task" }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                .joined(separator: " ")
        }

        /// The measurement at the T of the recipe, or the only one.
        var own: RunMeasurement? {
            guard case .object(let keys) = recipe, case .object(let student) = keys["student"],
                case .integer(let steps) = student["timeSteps"]
            else { return measurements.first }
            return measurements.first { $0.timeSteps == steps } ?? measurements.first
        }

        /// The most telling numbers in one cell of a table; nil before there are any.
        var result: String? {
            if let own { return Self.list(own.metrics) }
            guard !run.metrics.isEmpty else { return nil }
            return Self.list(run.metrics.filter { $0.key.lowercased().hasSuffix("loss") })
        }

        private static func list(_ values: [String: Double]) -> String {
            values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.rounded(4))" }.joined(separator: " ")
        }
    }

    extension URL {
        /// The path from the current folder, where the file is below it.
        var relativeToHere: String {
            let here = FileManager.default.currentDirectoryPath + "/"
            return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
        }
    }
#endif

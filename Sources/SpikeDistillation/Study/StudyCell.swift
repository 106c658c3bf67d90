#if Training
    import Foundation
    import SpikeCore
    import SpikeModel

    /// One student of a study.
    public struct StudyCell: Sendable, Equatable {
        /// The label of one axis.
        public struct Label: Sendable, Equatable {
            /// Name of the axis.
            public let axis: String
            /// Label of the value.
            public let value: String
        }

        /// Task, data and teacher.
        public let task: StudyTask
        /// One label per axis, in order of the axes.
        public let labels: [Label]
        /// The recipe with everything set: the task's keys, the axes' in their order, the seed.
        public let recipe: Recipe
        /// `Recipe.digest()`.
        public let recipeSHA256: String
        /// What embedding tables are packed as.
        public let embeddings: EmbeddingPrecision
        /// T's to measure at, the student's own first.
        public let timeSteps: [Int]

        /// For people: `sst2, weights ternary, T 2, seed 0`.
        public var name: String {
            ([task.name] + labels.map { "\($0.axis) \($0.value)" } + ["seed \(recipe.seed)"]).joined(separator: ", ")
        }

        /// Labels by axis.
        public var labelsByAxis: [String: String] {
            Dictionary(uniqueKeysWithValues: labels.map { ($0.axis, $0.value) })
        }
    }

    extension StudyPlan {
        /// All cells of the grid: by task, then by the axes, the first one slowest, then by seed.
        ///
        /// - Parameters:
        ///   - base: JSON of the recipe that all start from.
        ///   - path: of the study file, for messages.
        /// - Throws: `RecipeError` that names the cell whose recipe cannot be used.
        public func cells(base: Data, basePath: String, path: String) throws -> [StudyCell] {
            var cells: [StudyCell] = []
            for task in tasks {
                for values in combinations() where !isExcluded(task, values) {
                    for seed in seeds {
                        cells.append(try cell(task, values, seed: seed, base: base, basePath: basePath, path: path))
                    }
                }
            }
            guard !cells.isEmpty else {
                throw RecipeError.malformed(path: path, why: "exclude leaves no cell; leave out less")
            }
            try refuseTwins(among: cells, path: path)
            return cells
        }

        /// Two labels of one student would be trained once and be two rows.
        private func refuseTwins(among cells: [StudyCell], path: String) throws(RecipeError) {
            var seen: [[String]: StudyCell] = [:]
            for cell in cells {
                let identity = [cell.task.name, cell.recipeSHA256, cell.embeddings.rawValue]
                if let twin = seen.updateValue(cell, forKey: identity) {
                    throw .malformed(
                        path: path, why: "cells \(twin.name) and \(cell.name) are one student; leave one of them out")
                }
            }
        }

        /// One value of every axis in every way.
        private func combinations() -> [[StudyAxis.Value]] {
            axes.reduce([[]]) { made, axis in made.flatMap { values in axis.values.map { values + [$0] } } }
        }

        private func isExcluded(_ task: StudyTask, _ values: [StudyAxis.Value]) -> Bool {
            var labels = Dictionary(uniqueKeysWithValues: zip(axes, values).map { ($0.name, $1.label) })
            labels[Self.taskName] = task.name
            return exclude.contains { $0.allSatisfy { labels[$0.key] == $0.value } }
        }

        private func cell(
            _ task: StudyTask, _ values: [StudyAxis.Value], seed: UInt64, base: Data, basePath: String, path: String
        ) throws -> StudyCell {
            let labels = zip(axes, values).map { StudyCell.Label(axis: $0.name, value: $1.label) }
            let place = ([task.name] + labels.map { "\($0.axis) \($0.value)" }).joined(separator: ", ")
            do {
                let length = task.maximumLength.map { ["batches.maximumLength=\($0)"] } ?? []
                let overrides =
                    try Self.overrides(task.set) + length + values.map(\.set).flatMap(Self.overrides)
                var recipe = try Recipe.parse(base, path: basePath, overrides: overrides, option: "set")
                recipe.task = task.task
                recipe.seed = seed
                return StudyCell(
                    task: task, labels: labels, recipe: recipe,
                    recipeSHA256: try recipe.digest(),
                    embeddings: try packing(of: recipe), timeSteps: try allTimeSteps(of: recipe))
            } catch let error as RecipeError {
                throw RecipeError.malformed(path: path, why: "cell \(place): \(error)")
            }
        }

        /// Sorted by path, because JSON objects have no order; elements of lists are removed last and from behind, so that no
        /// index moves under another path.
        private static func overrides(_ settings: [String: JSONValue]) throws -> [String] {
            let sorted: [(key: String, value: String)] = try settings.sorted { $0.key < $1.key }.map { key, value in
                (key, String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
            }
            /// Depth and index of an element that goes; nil of all other paths.
            func place(_ entry: (key: String, value: String)) -> (Int, Int)? {
                let path = entry.key.split(separator: ".")
                guard entry.value == "null", let index = path.last.flatMap({ Int($0) }) else { return nil }
                return (path.count, index)
            }
            let removals = sorted.filter { place($0) != nil }.sorted { first, second in
                (place(first) ?? (0, 0)) > (place(second) ?? (0, 0))
            }
            let rest = sorted.filter { place($0) == nil }
            return (rest + removals).map { "\($0.key)=\($0.value)" }
        }

        /// Halves cost nothing measurable; what was rounded further in training stays as it is.
        private func packing(of recipe: Recipe) throws(RecipeError) -> EmbeddingPrecision {
            let trained = recipe.student.embeddings
            guard let embeddings else { return trained == .float32 ? .float16 : trained }
            guard trained == .float32 || trained == embeddings else {
                throw .invalid(
                    key: "student.embeddings",
                    why: "is \(trained.rawValue), but the study packs \(embeddings.rawValue); leave one of them out")
            }
            return embeddings
        }

        /// Elastic students have an amplitude for every step that they were trained with, and none for more.
        private func allTimeSteps(of recipe: Recipe) throws(RecipeError) -> [Int] {
            var spiking = recipe.student.spiking
            let own = spiking.timeSteps
            let all = [own] + timeSteps.filter { $0 != own && ($0 < own || !spiking.hasStepThresholds) }
            for steps in all {
                spiking.timeSteps = steps
                do { try spiking.validate() } catch { throw .invalid(key: "timeSteps", why: error.inRecipeWords) }
            }
            return all
        }
    }
#endif

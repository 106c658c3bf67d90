import Foundation
import SpikeFormats
import SpikeKernels
import SpikeModel
import SpikeRuntime

/// Which kernels run here, and how a packed model's linear layers run with them, for `bitspike info --kernels`.
struct KernelDescription: Encodable {
    /// One shape of linear layer in one form.
    struct Path: Encodable {
        let inputFeatures: Int
        let outputFeatures: Int
        let form: String
        /// 2 · rows · inputs · outputs per nanosecond, in the trial that chose the form; nil where nothing else was there.
        let gigaOperationsPerSecond: Double?
        let isChosen: Bool
    }

    /// The set in use.
    let set: String
    /// All sets that this CPU runs, best first.
    let supported: [String]
    /// Empty without a packed model.
    let paths: [Path]

    /// - Parameter url: a packed model or a student's checkpoint; nil describes the machine alone.
    init(_ url: URL?) throws {
        supported = KernelSet.supported.map(\.name)
        guard let url else {
            set = try KernelChoice.selected().set.name
            paths = []
            return
        }
        guard case .student(let classifier) = try LoadedModel.open(url, threads: 1) else {
            throw InputError.unsuitableModel(
                path: url.path, why: "is no student, and only students run on these kernels")
        }
        set = classifier.kernels.name
        paths = classifier.plan.entries.flatMap { entry in
            entry.timings.enumerated().map { place, timing in
                let operations = 2 * LinearFormPlan.rows * entry.inputFeatures * entry.outputFeatures
                return Path(
                    inputFeatures: entry.inputFeatures, outputFeatures: entry.outputFeatures, form: timing.form,
                    gigaOperationsPerSecond: timing.nanoseconds.map {
                        (Double(operations) / Double(max(1, $0))).rounded()
                    },
                    isChosen: place == 0)
            }
        }
    }

    var lines: [String] {
        let facts = ["kernel set: \(set)", "sets that run here: \(supported.joined(separator: ", "))"]
        if paths.isEmpty { return facts }
        var table = TextTable("linear layers", "form", "GOP/s", "chosen")
        for path in paths {
            table.add(
                "\(path.inputFeatures) -> \(path.outputFeatures)", path.form,
                path.gigaOperationsPerSecond.map { "\(Int($0))" } ?? "only one", path.isChosen ? "yes" : "")
        }
        return facts + table.lines
    }
}

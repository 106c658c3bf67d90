import Foundation

/// The kernels to run with: a set, and the form of linear layers where one is forced.
public struct KernelChoice: Sendable, Equatable {
    /// Name of the environment variable that forces a set (`avx2`), or a set and a form (`avx512vbmi:quad`).
    public static let environmentVariable = "BITSPIKE_KERNELS"

    /// Instruction set.
    public let set: KernelSet
    /// Name of the form to take wherever it fits; nil takes the fastest.
    public let form: String?

    /// A choice made in code.
    public init(set: KernelSet, form: String? = nil) {
        precondition(
            form.map { set.linearForms(limit: 1).map(\.name).contains($0) } ?? true, "the set has the form")
        self.set = set
        self.form = form
    }

    /// What `BITSPIKE_KERNELS` forces, else the best set this CPU runs.
    ///
    /// - Throws: `KernelError` when the forced set or form is unknown or does not run here.
    public static func selected(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(KernelError) -> KernelChoice {
        guard let text = environment[environmentVariable] else { return KernelChoice(set: KernelSet.supported[0]) }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let set = try KernelSet(named: parts[0])
        guard parts.count == 2 else { return KernelChoice(set: set) }
        let forms = set.linearForms(limit: 1).map(\.name)
        guard forms.contains(parts[1]) else { throw .unknownForm(parts[1], set: set.name, known: forms) }
        return KernelChoice(set: set, form: parts[1])
    }
}

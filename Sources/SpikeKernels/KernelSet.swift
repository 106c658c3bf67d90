import CSpikeKernels

/// The kernels of one instruction set. All sets give the same bits; they differ in speed.
public struct KernelSet: Sendable, Equatable {
    /// `scalar`, `avx2`, `avx512vnni`, `avx512vbmi` or `neon`.
    public let name: String
    private let index: Int

    private init(index: Int) {
        self.index = index
        name = String(cString: spk_kernel_set_at(index).pointee.name)
    }

    /// The sets that this CPU runs, best first; the last is `scalar`.
    public static let supported: [KernelSet] = compiled.filter { spk_kernel_set_runs($0.index) != 0 }

    private static let compiled = (0..<spk_kernel_set_count()).map(KernelSet.init(index:))

    /// The set of this name.
    ///
    /// - Throws: `KernelError` when there is none, or when this CPU does not run it.
    public init(named name: String) throws(KernelError) {
        guard let set = Self.compiled.first(where: { $0.name == name }) else {
            throw .unknownSet(name, known: Self.compiled.map(\.name))
        }
        guard Self.supported.contains(set) else {
            throw .unsupportedSet(name, supported: Self.supported.map(\.name))
        }
        self = set
    }

    var table: spk_kernel_set { spk_kernel_set_at(index).pointee }
}

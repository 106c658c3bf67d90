import SpikeKernels
import Testing

@Suite("Choosing kernels")
struct KernelSetTests {
    @Test("without BITSPIKE_KERNELS the best set is taken, and scalar is always there")
    func best() throws {
        #expect(try KernelSet.selected(environment: [:]) == KernelSet.supported.first)
        #expect(KernelSet.supported.last?.name == "scalar")
    }

    @Test("BITSPIKE_KERNELS forces a set", arguments: KernelSet.supported)
    func forced(set: KernelSet) throws {
        #expect(try KernelSet.selected(environment: ["BITSPIKE_KERNELS": set.name]) == set)
    }

    @Test("an unknown name is an error that lists the known ones", arguments: ["avx1024", "", "Scalar"])
    func unknown(name: String) throws {
        let error = #expect(throws: KernelError.self) {
            try KernelSet.selected(environment: ["BITSPIKE_KERNELS": name])
        }
        let message = try #require(error?.description)
        #expect(message.hasPrefix("BITSPIKE_KERNELS: no kernel set is named '\(name)'; use one of "))
        #expect(message.hasSuffix("scalar, or unset it"))
    }

    @Test("a set that this CPU lacks is an error that lists what it runs")
    func unsupported() {
        #expect(
            KernelError.unsupportedSet("avx512vnni", supported: ["avx2", "scalar"]).description
                == "BITSPIKE_KERNELS: this CPU does not run 'avx512vnni'; use one of avx2, scalar, or unset it")
    }
}

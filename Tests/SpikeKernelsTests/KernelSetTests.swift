import SpikeCore
import SpikeKernels
import Testing

@Suite("Choosing kernels")
struct KernelSetTests {
    @Test("without BITSPIKE_KERNELS the best set is taken, and scalar is always there")
    func best() throws {
        #expect(try KernelChoice.selected(environment: [:]) == KernelChoice(set: KernelSet.supported[0]))
        #expect(KernelSet.supported.last?.name == "scalar")
    }

    @Test("BITSPIKE_KERNELS forces a set", arguments: KernelSet.supported)
    func forced(set: KernelSet) throws {
        #expect(try KernelChoice.selected(environment: ["BITSPIKE_KERNELS": set.name]) == KernelChoice(set: set))
        for form in set.linearForms(limit: 2) {
            let choice = try KernelChoice.selected(environment: ["BITSPIKE_KERNELS": "\(set.name):\(form.name)"])
            #expect(choice == KernelChoice(set: set, form: form.name))
        }
    }

    @Test("a set without the form asked for is an error that lists its forms")
    func unknownForm() throws {
        let error = #expect(throws: KernelError.self) {
            try KernelChoice.selected(environment: ["BITSPIKE_KERNELS": "scalar:lut9"])
        }
        #expect(
            error?.description
                == "BITSPIKE_KERNELS: 'scalar' has no form 'lut9'; use one of quad, byte, or leave out ':lut9'")
    }

    @Test("a plan tries every form that takes a layer once, and a forced form is taken wherever it fits")
    func plan() throws {
        let set = KernelSet.supported[0]
        var plan = LinearFormPlan(set, limit: 2)
        for _ in 0..<2 {
            for encoding in [WeightEncoding.ternary, .binary] {
                let form = plan.form(inputFeatures: 30, outputFeatures: 70, encoding: encoding)
                let entry = try #require(plan.entries.last { $0.encoding == encoding })
                #expect(form.name == entry.timings.first?.form)
                let times = entry.timings.compactMap(\.nanoseconds)
                #expect(times == times.sorted())
                #expect(times.count == (entry.timings.count > 1 ? entry.timings.count : 0))
            }
        }
        #expect(plan.entries.map(\.encoding) == [.ternary, .binary])
        var forced = LinearFormPlan(set, limit: 2, forced: "quad")
        #expect(forced.form(inputFeatures: 30, outputFeatures: 70, encoding: .ternary).name == "quad")
        #expect(forced.entries.isEmpty)
    }

    @Test("an unknown name is an error that lists the known ones", arguments: ["avx1024", "", "Scalar"])
    func unknown(name: String) throws {
        let error = #expect(throws: KernelError.self) {
            try KernelChoice.selected(environment: ["BITSPIKE_KERNELS": name])
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

import CSpikeKernels
import SpikeCore

/// An order of coded weights and the kernel that reads it, made ready for counts up to a limit.
///
/// All forms give the same bits; which one is fastest depends on CPU and shape (`LinearFormPlan`).
public struct LinearForm: Sendable {
    /// `quad`: four codes a multiplication, `byte`: the same for codes of more than two bits. `lut3`, `lut4`, `lut6`: three or four ternary or six binary codes a table
    /// look-up; `lut22`: four with tables of two pairs. `planes`, `plane`: single spikes on bit planes, two for ternary
    /// codes and one for binary ones.
    public let name: String
    /// The kernel set that it belongs to.
    public let set: KernelSet
    /// Largest |count| that may be given.
    public let limit: Int
    let index: Int
    /// Shared by all layers of the form.
    let tables: CacheLines

    fileprivate init(_ set: KernelSet, index: Int, limit: Int) {
        self.set = set
        self.index = index
        self.limit = limit
        let form = set.form(index)
        name = String(cString: form.name)
        var tables = CacheLines(byteCount: form.table_bytes(Int32(limit)))
        tables.withMutableBytes { buffer in
            form.build_tables(Int32(limit), buffer.bindMemory(to: UInt8.self).baseAddress)
        }
        self.tables = tables
    }

    var kernel: spk_linear_form { self.set.form(index) }

    /// Whether it can hold these weights and take these counts.
    public func takes(inputFeatures: Int, encoding: WeightEncoding) -> Bool {
        kernel.takes(inputFeatures, Self.codes(encoding), Int32(limit)) != 0
    }

    /// The kernels' kind of codes.
    private static func codes(_ encoding: WeightEncoding) -> spk_codes {
        switch encoding {
        case .binary: SPK_BINARY_CODES
        case .ternary: SPK_TERNARY_CODES
        case .uniform, .balanced, .float32: SPK_BYTE_CODES
        }
    }

    /// What the panels hold more than the codes; nil where single time steps cannot be added up.
    var offset: Int32? {
        switch name {
        case "quad": SPK_QUAD_OFFSET
        case "byte": SPK_BYTE_OFFSET
        default: nil
        }
    }

    /// Codes, `[outputFeatures * inputFeatures]`, in this form's order.
    func panels(_ codes: [Int8], inputFeatures: Int, outputFeatures: Int) -> CacheLines {
        var lines = CacheLines(byteCount: kernel.panel_bytes(inputFeatures, outputFeatures))
        lines.withMutableBytes { buffer in
            kernel.pack(codes, inputFeatures, outputFeatures, buffer.bindMemory(to: UInt8.self).baseAddress)
        }
        return lines
    }
}

extension KernelSet {
    /// The forms of this set, ready for counts in -limit...limit; the last that takes some weights is `quad` or `byte`.
    ///
    /// - Parameter limit: in 1...127.
    public func linearForms(limit: Int) -> [LinearForm] {
        precondition((1...127).contains(limit), "counts are bytes")
        return (0..<table.form_count).compactMap { index in
            // Tables of a form that takes no such counts would be large and useless.
            let kernel = form(index)
            let kinds = [SPK_BINARY_CODES, SPK_TERNARY_CODES, SPK_BYTE_CODES]
            guard kinds.contains(where: { kernel.takes(1, $0, Int32(limit)) != 0 }) else { return nil }
            return LinearForm(self, index: index, limit: limit)
        }
    }

    func form(_ index: Int) -> spk_linear_form {
        guard let form = table.forms[index] else { preconditionFailure("forms are listed without gaps") }
        return form.pointee
    }
}

import SpikeModel

/// Bits of what meets in one place of a network.
public struct OperandWidths: Sendable, Equatable {
    /// Of an activation, with its sign; nil: a real number.
    public var activation: Int?
    /// Of a weight, or of what an activation is multiplied with; 1 where it is only added or subtracted.
    public var weight: Int
    /// Of the sum.
    public var sum: Int

    /// Real numbers on all sides.
    static let real = OperandWidths(activation: nil, weight: 32, sum: 32)

    /// Bits of a signed integer sum of `terms` products, none larger than `largest`.
    static func sum(terms: Int, largest: Int) -> Int { bits(levels: 2 * terms * largest + 1) }

    /// Bits that tell `levels` values apart: ⌈log₂ levels⌉.
    static func bits(levels: Int) -> Int {
        levels <= 1 ? 1 : Int.bitWidth - (levels - 1).leadingZeroBitCount
    }
}

extension EnergyPreset {
    /// Energy of one operation.
    func energy(of operation: Operation, _ widths: OperandWidths) -> Double {
        switch operation {
        case .accumulate: integerAdd(widths.sum)
        case .multiplyAccumulate: integerMultiply(widths) + integerAdd(widths.sum)
        case .realAccumulate, .add: real.add
        case .realMultiplyAccumulate: real.multiply + real.add
        case .multiply: real.multiply
        case .divide: real.divide
        case .squareRoot: real.squareRoot
        case .exponential: real.exponential
        case .errorFunction: real.errorFunction
        case .compare: real.compare
        }
    }

    private func integerAdd(_ bits: Int) -> Double { integerAdd.picojoules * Double(bits) / Double(integerAdd.bits) }

    /// Nothing where one operand is only a sign.
    private func integerMultiply(_ widths: OperandWidths) -> Double {
        guard let activation = widths.activation, activation > 1, widths.weight > 1 else { return 0 }
        let square = Double(integerMultiply.bits * integerMultiply.bits)
        return integerMultiply.picojoules * Double(activation * widths.weight) / square
    }

    /// Energy of moving bits in or out of a buffer.
    func energy(ofMoving bits: Double, bufferBytes: Int) -> Double {
        let memory = memories.first { $0.bytes.map { bufferBytes <= $0 } ?? true } ?? memories[memories.count - 1]
        return bits * memory.picojoules / Double(memory.bitsPerAccess)
    }
}

#if Training
    import Foundation
    import SpikeCore
    import SpikeLedger
    import SpikeModel

    extension ModelSize {
        /// What a packed student takes, and how many values its encoder's weights have.
        init(_ packed: PackedModel, folder: URL) throws {
            var weights = 0.0
            var information = 0.0
            var storedBytes = 0
            for linear in packed.layers.flatMap({ Array($0.linears.values) }) {
                let count = Double(linear.outputFeatures * linear.inputFeatures)
                weights += count
                information += count * Self.informationBits(linear)
                storedBytes += linear.byteCount - 4 * linear.bias.count
            }
            self.init(
                encoderBytes: packed.encoderByteCount, modelBytes: try ModelDescription.weightBytes(folder),
                informationBits: information / weights, storedBits: 8 * Double(storedBytes) / weights)
        }

        /// log2 of the number of values that occur, so that it holds for any encoding.
        private static func informationBits(_ linear: PackedLinear) -> Double {
            guard case .codes(let codes) = linear.weights else { return 32 }
            return log2(Double(Set(codes.unpacked()).count))
        }
    }
#endif

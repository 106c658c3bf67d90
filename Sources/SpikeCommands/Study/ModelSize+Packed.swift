#if Training
    import Foundation
    import SpikeCore
    import SpikeLedger
    import SpikeModel

    extension ModelSize {
        /// What a packed student takes, and how much its encoder's weights say; means over layers of several encodings.
        init(_ packed: PackedModel, folder: URL) throws {
            var weights = 0.0
            var information = 0.0
            var storedBytes = 0
            for linear in packed.linears {
                let count = Double(linear.outputFeatures * linear.inputFeatures)
                weights += count
                information += count * linear.encoding.informationBits
                storedBytes += linear.byteCount - 4 * linear.bias.count
            }
            self.init(
                encoderBytes: packed.encoderByteCount, modelBytes: try ModelDescription.weightBytes(folder),
                informationBits: information / weights, storedBits: 8 * Double(storedBytes) / weights)
        }
    }
#endif

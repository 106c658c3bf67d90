import SpikeCore
import SpikeModel

// Five ternary weights take two bytes in the layout that packed models have on disk.
let codes: [Int8] = [1, 0, -1, 1, 1]
let packed = try PackedCodes(packing: codes, encoding: .ternary, outputFeatures: 1, inputFeatures: codes.count)
precondition(packed.unpacked() == codes, "packing keeps the codes")

// The default student: which sites of a layer spike, and over how many time steps.
let student = SpikingConfig()
try student.validate()
let sites = SpikingSite.layerSites(student.schedule).map(\.rawValue).joined(separator: ", ")
print(
    "\(codes.count) ternary weights in \(packed.bytes.count) bytes; T = \(student.timeSteps); spiking sites: \(sites)")

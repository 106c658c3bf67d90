import Foundation
import SpikeFormats
import SpikeModel

extension CheckpointFolder {
    /// Refuses a teacher that cannot classify: without a head, or with one that does not say what it reads.
    func requireHead() throws {
        guard hasClassifier else {
            throw InputError.unsuitableModel(
                path: folder.path, why: "has no classification head; fine-tune it with 'bitspike teacher' first")
        }
        guard config.pooling != nil else {
            throw InputError.unsuitableModel(
                path: folder.path,
                why: "does not say what its head reads; put classifier_pooling (mean, cls or pooler) into config.json")
        }
    }
}

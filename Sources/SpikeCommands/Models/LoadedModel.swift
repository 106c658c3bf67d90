import Foundation
import SpikeFormats
import SpikeModel
import SpikeQuantization
import SpikeRuntime

#if Training
    import SpikeEngine
    import SpikeTraining
#endif

/// A model folder, opened as what it is.
enum LoadedModel {
    /// A packed student, or a student's checkpoint packed in memory.
    case student(SpikingClassifier)
    /// A full-precision model with a classification head.
    case teacher(any LanguageModel)

    /// Opens a folder; `timeSteps` overrides T of a student.
    static func open(_ url: URL, threads: Int, timeSteps: Int? = nil) throws -> LoadedModel {
        if let packed = try packed(url) { return .student(try student(packed, threads, timeSteps)) }
        guard timeSteps == nil else {
            throw InputError.unsuitableModel(
                path: url.path, why: "is a teacher, which has no time steps; leave --time-steps out")
        }
        return .teacher(try teacher(url, threads: threads))
    }

    /// The packed student of a folder, packed in memory if it is a checkpoint; nil for a teacher.
    static func packed(_ url: URL) throws -> PackedModel? {
        switch try ModelKind(url) {
        case .packed: try PackedModelFolder.read(from: url)
        case .checkpoint: try StudentPacker.pack(StudentCheckpoint.read(from: url))
        case .teacher: nil
        }
    }

    private static func student(_ packed: PackedModel, _ threads: Int, _ timeSteps: Int?) throws -> SpikingClassifier {
        try SpikingClassifier(packed, options: RuntimeOptions(timeSteps: timeSteps, threads: threads))
    }

    private static func teacher(_ url: URL, threads: Int) throws -> any LanguageModel {
        #if Training
            Engine.threads = threads
            let folder = try CheckpointFolder(at: url)
            try folder.requireHead()
            return TeacherClassifier(try TeacherModel.load(folder, device: .cpu))
        #else
            throw InputError.unsuitableModel(
                path: url.path, why: "is a full-precision teacher, which this build without training cannot run")
        #endif
    }

    /// Whatever it is, as evaluation sees it.
    var languageModel: any LanguageModel {
        switch self {
        case .student(let classifier): classifier
        case .teacher(let classifier): classifier
        }
    }
}

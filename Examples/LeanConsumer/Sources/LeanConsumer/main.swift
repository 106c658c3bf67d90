import Foundation
import SpikeFormats
import SpikeRuntime
import SpikeText

/// Says what went wrong and ends with a code after sysexits.
func fail(_ message: String, _ code: Int32) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(code)
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else { fail("usage: LeanConsumer MODEL TEXT...", 64) }
let folder = URL(fileURLWithPath: arguments[0])
do {
    let tokenizer = try WordPieceTokenizer.load(folder: folder)
    let model = try SpikingClassifier(PackedModelFolder.read(from: folder))
    for text in arguments.dropFirst() {
        let tokens = tokenizer.encode(text, maximumLength: model.config.maximumPositions)
        let logits = try model.predict([tokens]).logits[0]
        let best = logits.indices.max { logits[$0] < logits[$1] }
        if let best, !model.config.isRegression { print(model.config.labels[best], text, separator: "\t") }
    }
} catch { fail("\(error)", 65) }

import ArgumentParser

/// How a student is looked at for a report or a card.
struct StudentOptions: ParsableArguments {
    @OptionGroup var sample: SampleOptions

    @Option(help: ArgumentHelp("With --data: a model to compare with, such as the teacher.", valueName: "dir"))
    var against: String?

    @Option(help: "Sentence that is shown spike by spike. (default: the first one that is read)")
    var text: String?

    @Option(help: "The student's name. (default: the folder's)")
    var name: String?

    @Option(help: "Threads to run on. (default: all cores)")
    var threads: Int?

    func validate() throws {
        guard against == nil || sample.data != nil else { throw ValidationError("--against needs --task and --data") }
        try ThreadCount.validate(threads)
        if let text, text.allSatisfy(\.isWhitespace) { throw ValidationError("--text is empty") }
    }
}

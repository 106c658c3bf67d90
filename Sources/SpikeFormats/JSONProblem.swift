/// What is wrong with a JSON text, and the byte where it was noticed. Readers add the file's name.
struct JSONProblem: Error {
    let offset: Int
    let problem: String

    var message: String { "byte \(offset): \(problem)" }
}

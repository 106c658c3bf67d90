#if Training
    import Foundation

    /// What a training leaves beside its output: a state to go on from, and the logs of a finished one.
    public struct FinishedTraining {
        let folder: TrainingFolder

        /// Whether a saved state waits to be resumed for `output`.
        public static func canResume(_ output: URL) throws -> Bool { try TrainingFolder.unfinished(for: output) != nil }

        /// Refuses to resume where nothing was saved, and to begin anew over what was, unless it may be replaced.
        public static func check(_ output: URL, resumes: Bool, replacing: Bool) throws {
            let canResume = try canResume(output)
            guard canResume || !resumes else { throw nothingToResume(output) }
            guard !canResume || resumes || replacing else {
                throw RecipeError.malformed(
                    path: TrainingFolder.url(for: output).path,
                    why: "holds the state of an interrupted training; go on with --resume, or begin anew with --replace"
                )
            }
        }

        /// The error of a resumption without a saved state.
        static func nothingToResume(_ output: URL) -> RecipeError {
            .malformed(
                path: TrainingFolder.url(for: output).path, why: "holds no saved state; start without --resume")
        }

        /// Copies the logs into the folder that is being written.
        public func copyLogs(into output: URL) throws { try folder.finish(into: output) }

        /// Removes the saved state, after the output is complete.
        public func removeState() throws { try folder.remove() }
    }
#endif

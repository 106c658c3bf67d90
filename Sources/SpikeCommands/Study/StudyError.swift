#if Training
    /// How a study ended that is not complete.
    enum StudyError: Error, Sendable, CustomStringConvertible {
        /// Stopped on request; everything is saved.
        case interrupted(cell: String)
        /// Some cells could not be made; the others were.
        case failedCells(Int, of: Int, study: String)
        /// What was kept of a teacher is not what this program writes: somebody changed it.
        case damagedMeasurement(path: String)

        var status: ExitStatus {
            if case .interrupted = self { .interrupted } else { .badData }
        }

        var description: String {
            switch self {
            case .interrupted(let cell):
                "interrupted in \(cell); everything is saved, run the same command again to go on"
            case .failedCells(let count, let total, let study):
                "\(count) of \(total) cells failed; 'bitspike runs list --study \(study) --state failed' says why, "
                    + "--retry-failed tries them again"
            case .damagedMeasurement(let path):
                "\(path): does not hold a teacher's logits for every example of dev; remove it, and the teacher is measured again"
            }
        }
    }
#endif

#if Training
    /// Why a cache of teacher outputs is not used. Training goes on without it.
    enum TargetCacheError: Error, Equatable, CustomStringConvertible {
        /// The file is cut short, changed or from another program.
        case damaged(path: String)
        /// The outputs do not fit the allowance.
        case tooLarge(megabytes: Int, allowance: Int)

        var description: String {
            switch self {
            case .damaged(let path): "\(path): the cached teacher outputs are damaged; they are computed again"
            case .tooLarge(let megabytes, let allowance):
                "teacher outputs of \(megabytes) MB are over teacherCache.megabytes = \(allowance); they are not cached on disk"
            }
        }
    }
#endif

#if Training
    /// A scan was stopped by Ctrl-C; it keeps nothing.
    struct ScanInterrupted: Error, CustomStringConvertible {
        var description: String { "interrupted; nothing was written" }
    }
#endif

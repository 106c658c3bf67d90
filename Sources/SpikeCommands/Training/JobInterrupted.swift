#if Training
    /// A job of several parts was asked to stop; every part is complete, saved or not begun.
    struct JobInterrupted: Error, CustomStringConvertible {
        var description: String { "interrupted; the same command goes on where it was" }
    }
#endif

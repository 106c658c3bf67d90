#if Training
    import SpikeCore

    /// How plain text becomes sequences.
    public enum TextPacking: String, Sendable, ListedWord {
        /// Every line is a text of its own, cut at the longest sequence; blank lines are left out.
        case lines
        /// Lines follow each other in sequences that are full to the last token; for running text such as books.
        case full
    }
#endif

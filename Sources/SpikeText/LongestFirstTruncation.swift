/// How many tokens of each text are kept, as `longest_first` of the `tokenizers` library.
enum LongestFirstTruncation {
    /// Kept tokens of the first and the second text, together at most `room`.
    ///
    /// The longer text gives way until both are equal, then both; an odd token stays with the longer one, or with the
    /// second when both are equal.
    static func kept(_ first: Int, _ second: Int, room: Int) -> (first: Int, second: Int) {
        guard first + second > room else { return (first, second) }
        let shorter = min(first, second)
        var pair = (shorter: shorter, longer: max(shorter, room - shorter))
        if pair.shorter + pair.longer > room { pair = (room / 2, room / 2 + room % 2) }
        return first > second ? (pair.longer, pair.shorter) : (pair.shorter, pair.longer)
    }
}

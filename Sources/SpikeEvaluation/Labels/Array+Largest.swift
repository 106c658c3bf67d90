package extension [Float] {
    /// Position of the largest value, the first of equals; 0 when empty.
    var indexOfLargest: Int {
        var best = 0
        for (index, value) in enumerated() where value > self[best] { best = index }
        return best
    }
}

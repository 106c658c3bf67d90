/// Marks that wait for the next starter, to leave in canonical order.
struct CombiningRun {
    private var marks: [(scalar: UInt32, combiningClass: UInt8)] = []

    /// Adds a mark of a class other than 0.
    mutating func append(_ scalar: UInt32, combiningClass: UInt8) {
        marks.append((scalar, combiningClass))
    }

    /// Hands out the marks by ascending class, equal classes in order of arrival, and forgets them.
    mutating func flush(_ emit: (UInt32) -> Void) {
        if marks.isEmpty { return }
        if marks.count > 1 {
            let arrivals = marks.enumerated().sorted {
                ($0.element.combiningClass, $0.offset) < ($1.element.combiningClass, $1.offset)
            }
            for arrival in arrivals { emit(arrival.element.scalar) }
        } else {
            emit(marks[0].scalar)
        }
        marks.removeAll(keepingCapacity: true)
    }
}

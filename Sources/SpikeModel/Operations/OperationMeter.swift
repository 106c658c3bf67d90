/// Notes operations in one place of a network while they are done.
///
/// The scalar reference takes one along; fast code is never instrumented, what it does is derived (`OperationCounter`) and
/// held against this.
public struct OperationMeter {
    /// What all meters that were made from one of them have noted.
    private final class Notes {
        var tally = OperationTally()
    }

    private let notes: Notes
    private let place: OperationPlace

    /// A meter that has noted nothing; choose a place with `at`.
    public init() {
        notes = Notes()
        place = OperationPlace(.embedding)
    }

    private init(_ notes: Notes, _ place: OperationPlace) {
        self.notes = notes
        self.place = place
    }

    /// The same notes, in another place.
    public func at(_ part: OperationPlace.Part, layer: Int? = nil) -> OperationMeter {
        OperationMeter(notes, OperationPlace(part, layer: layer))
    }

    /// Notes operations.
    public func note(_ operation: Operation, _ count: Int = 1) { notes.tally.add(operation, count, at: place) }

    /// What was noted in all places.
    public var tally: OperationTally { notes.tally }
}

import Dispatch
import Synchronization

/// Shares items out among threads of the system's pool, which sleeps when there is nothing to do.
enum Workers {
    /// `body` of every item, in order of the items; every thread has its own state.
    static func map<Item: Sendable, State, Result: Sendable>(
        _ items: [Item], threads: Int, makeState: @Sendable () -> State,
        body: @Sendable (inout State, Item) -> Result
    ) -> [Result] {
        let workers = min(threads, items.count)
        guard workers > 1 else {
            var state = makeState()
            return items.map { body(&state, $0) }
        }
        let next = Atomic(0)
        let results = Mutex([Result?](repeating: nil, count: items.count))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            var state = makeState()
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < items.count else { return }
                let result = body(&state, items[index])
                results.withLock { $0[index] = result }
            }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}

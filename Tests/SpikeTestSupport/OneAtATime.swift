import Testing

/// Runs the tests of a suite while no other test with this trait runs, in any target.
///
/// The training engine has one random generator and one number of threads a process; tests that seed or count on them
/// must not overlap. `.serialized` would only order the tests of one suite.
public struct OneAtATime: TestTrait, SuiteTrait, TestScoping {
    /// Each test of the suite waits by itself.
    public var isRecursive: Bool { true }

    /// Waits, runs the test, lets the next one in.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        await Turnstile.shared.enter()
        do {
            try await function()
            await Turnstile.shared.leave()
        } catch {
            await Turnstile.shared.leave()
            throw error
        }
    }

    private actor Turnstile {
        static let shared = Turnstile()
        private var isTaken = false
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func enter() async {
            guard isTaken else {
                isTaken = true
                return
            }
            await withCheckedContinuation { waiting.append($0) }
        }

        /// The turn passes straight to whoever waited longest, so nobody can slip in between.
        func leave() {
            guard !waiting.isEmpty else {
                isTaken = false
                return
            }
            waiting.removeFirst().resume()
        }
    }
}

extension Trait where Self == OneAtATime {
    /// Runs the suite's tests while no other such test runs.
    public static var oneAtATime: OneAtATime { OneAtATime() }
}

import CPeaks
import Foundation

/// Times what it is told to, one JSON object a line, and answers each with one: see `Request` and `Answer`.
///
/// The driver (Benchmarks/bench.py) holds this process and its peers open and asks them in turn, so that all of them meet
/// the same disturbances.
@main struct Main {
    static func main() throws {
        let (decoder, encoder) = (JSONDecoder(), JSONEncoder())
        var prepared: [Request: () throws -> Void] = [:]
        while let line = readLine() {
            let request = try decoder.decode(Request.self, from: Data(line.utf8))
            let work = try prepared[request] ?? request.work()
            prepared[request] = work
            let seconds = request.kind == .peak ? peak(request.group ?? 0) : try time(work, atLeast: request.seconds)
            let peakBytes = [.memory, .machine].contains(request.kind) ? ModelOnDisk.peakBytes : nil
            let answer = Answer(seconds: seconds, about: try request.about(), peakBytes: peakBytes)
            try FileHandle.standardOutput.write(contentsOf: encoder.encode(answer) + Data("\n".utf8))
        }
    }

    /// Seconds of a million operations at the peak.
    private static func peak(_ index: Int) -> Double {
        let group = Int32(index)
        return 1e6 / (peak_vectors_per_second(group) * peak_operations_per_vector(group))
    }

    /// Median seconds of as many runs as fill `least`, after one that warms up.
    private static func time(_ work: () throws -> Void, atLeast least: Double) throws -> Double {
        let clock = ContinuousClock()
        try work()
        var runs: [Double] = []
        while runs.count < 3 || runs.reduce(0, +) < least {
            runs.append(try clock.measure(work) / .seconds(1))
        }
        return runs.sorted()[runs.count / 2]
    }
}

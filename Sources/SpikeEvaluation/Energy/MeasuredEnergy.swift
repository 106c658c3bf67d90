import Foundation

/// Energy that the machine really took (level L4): median over windows, above what it takes at rest.
public struct MeasuredEnergy: Sendable, Equatable, Codable {
    /// Domains that were added up.
    public let domains: [String]
    /// Watts of the machine before anything ran.
    public let idleWatts: Double
    /// Microjoules a sequence above rest, one per window.
    public let windows: [Double]
    /// Real tokens per sequence.
    public let tokensPerSequence: Double

    /// Median over windows.
    public var microjoulesPerSequence: Double { Bootstrap.quantile(0.5, of: windows.sorted()) }

    /// Rest, warm-up, then windows of at least `seconds`.
    ///
    /// - Parameters:
    ///   - run: runs all sequences once.
    ///   - now: seconds of a clock that never jumps.
    /// - Throws: `PowerMeterError`, and what `run` throws.
    public init(
        _ meter: some EnergyMeter, sequences: Int, tokens: Int, windows count: Int = 5, seconds: Double = 10,
        now: () -> Double = { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 },
        sleep: (Double) -> Void = { Thread.sleep(forTimeInterval: $0) }, run: () throws -> Void
    ) throws {
        domains = meter.domainNames
        tokensPerSequence = Double(tokens) / Double(sequences)
        let rest = (try meter.read(), now())
        sleep(max(seconds / 5, meter.shortestWindow))
        let watts = meter.joules(from: rest.0, to: try meter.read()) / (now() - rest.1)
        idleWatts = watts
        try run()
        windows = try (0..<count).map { _ in
            let start = (try meter.read(), now())
            var runs = 0
            while runs == 0 || now() - start.1 < max(seconds, meter.shortestWindow) {
                try run()
                runs += 1
            }
            let joules = meter.joules(from: start.0, to: try meter.read())
            return 1e6 * (joules - watts * (now() - start.1)) / Double(runs * sequences)
        }
    }
}

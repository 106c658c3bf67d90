import SpikeCore
import SpikeModel
import SpikeReport
import SpikeRuntime
import Testing

@Suite("Spike rasters") struct SpikeRasterTests {
    private static let texts = TinyReport.tokens.ids.map { "w\($0)" }

    @Test("the spikes of all steps add up to the counts, whatever the schedule", arguments: SpikeSchedule.allCases)
    func sums(schedule: SpikeSchedule) throws {
        for seed in [3, 4, 5, 6] as [UInt64] {
            let model = try TinyReport.student(schedule, seed: seed)
            let classifier = try SpikingClassifier(model, options: RuntimeOptions(threads: 1))
            var window: [SiteActivity] = []
            _ = try classifier.predict([TinyReport.tokens]) { window.append($0) }
            let raster: SpikeRaster
            if schedule == .counted {
                raster = SpikeRaster(tokens: Self.texts, window: window, timeSteps: classifier.timeSteps) { _, _, _ in 1
                }
            } else {
                let steps = try classifier.predictEveryStep([TinyReport.tokens], observing: true)
                raster = SpikeRaster(tokens: Self.texts, steps: steps[0].activities)
            }
            #expect(raster.bands.count == window.count && raster.timeSteps == classifier.timeSteps)
            for (band, activity) in zip(raster.bands, window) {
                #expect(band.spikes.reduce(0, +) == activity.counts.reduce(0) { $0 + Int($1.magnitude) })
                for (place, neuron) in band.shown.enumerated() {
                    for token in Self.texts.indices {
                        let steps = (0..<raster.timeSteps).map { band.values[token * raster.timeSteps + $0][place] }
                        #expect(steps.reduce(0, +) == Int(activity.counts[token * band.neurons + neuron]))
                        #expect(steps.allSatisfy { abs($0) <= 1 })
                    }
                }
            }
        }
    }

    @Test("counted neurons fire until nothing is left") func order() {
        let activity = SiteActivity(site: .key, layer: 0, sequence: 0, neurons: 4, counts: [2, -3, 0, 4])
        let raster = SpikeRaster(tokens: ["w"], window: [activity], timeSteps: 4) { _, _, _ in 1 }
        #expect(raster.bands[0].values == [[1, -1, 0, 1], [1, -1, 0, 1], [0, -1, 0, 1], [0, 0, 0, 1]])
        let graded = SpikeRaster(tokens: ["w"], window: [activity], timeSteps: 2) { _, _, _ in 2 }
        #expect(graded.bands[0].values == [[2, -2, 0, 2], [0, -1, 0, 2]])
    }

    @Test("salient channels fire as often in a step as their multiplier says, the others as ever") func salient() {
        let activity = SiteActivity(site: .key, layer: 1, sequence: 0, neurons: 4, counts: [2, -3, 0, 8])
        let raster = SpikeRaster(tokens: ["w"], window: [activity], timeSteps: 4) { site, layer, neuron in
            site == .key && layer == 1 && neuron == 3 ? 4 : 1
        }
        #expect(raster.bands[0].values == [[1, -1, 0, 4], [1, -1, 0, 4], [0, -1, 0, 0], [0, 0, 0, 0]])
    }

    @Test("tokens that are not shown need not be kept") func keptTokens() throws {
        let model = try TinyReport.student(.perStep, seed: 3)
        let classifier = try SpikingClassifier(model, options: RuntimeOptions(threads: 1))
        let shown = 3
        let whole = try classifier.predictEveryStep([TinyReport.tokens], observing: true)[0]
        let kept = try classifier.predictEveryStep([TinyReport.tokens], observing: true, observedTokens: shown)[0]
        #expect(kept.logits == whole.logits)
        for (step, all) in zip(kept.activities, whole.activities) {
            for (part, activity) in zip(step, all) {
                #expect(part.counts == Array(activity.counts.prefix(shown * activity.neurons)))
                #expect(part.name == activity.name && part.neurons == activity.neurons)
            }
        }
    }

    @Test("at most 24 neurons of a layer are shown, spread over all of them") func sample() {
        let activity = SiteActivity(
            site: .outputInput, layer: 1, sequence: 0, neurons: 96, counts: [Int16](repeating: 1, count: 96))
        let band = SpikeRaster(tokens: ["w"], window: [activity], timeSteps: 2) { _, _, _ in 1 }.bands[0]
        #expect(band.shown.count == 24 && band.shown.first == 0 && band.shown.last == 92)
        #expect(band.spikes == [96])
    }

    @Test("long texts are shown from their beginning") func long() {
        let activity = SiteActivity(
            site: .key, layer: 0, sequence: 0, neurons: 1, counts: (0..<60).map { Int16($0 % 2) })
        let raster = SpikeRaster(
            tokens: (0..<60).map { "w\($0)" }, window: [activity], timeSteps: 1
        ) { _, _, _ in 1 }
        #expect(raster.tokens.count == 48 && raster.tokensInAll == 60 && raster.bands[0].spikes.count == 48)
    }
}

import Foundation
import SpikeReport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Plots") struct PlotTests {
    private static func plot(_ points: [PlotSeries.Point], name: String = "ternary", logarithmic: Bool = false)
        -> ScatterPlot
    {
        ScatterPlot(
            title: "sst2 <& \"friends\">", subtitle: "3 seeds",
            x: PlotAxis("bytes", unit: .amount("B"), isLogarithmic: logarithmic), y: PlotAxis("kept", unit: .percent),
            reference: (1, "teacher"), series: [PlotSeries(name, color: 0, marker: 0, points: points)],
            legend: PlotLegend(colors: .init("weights", [name]), markers: .init("T", ["2", "4"])))
    }

    /// Names and texts of an XML document; nil unless it is well-formed.
    private static func texts(_ svg: String) -> [String]? {
        final class Reader: NSObject, XMLParserDelegate {
            var texts: [String] = []
            func parser(
                _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
                attributes: [String: String]
            ) { texts.append("") }
            func parser(_ parser: XMLParser, foundCharacters text: String) {
                if !texts.isEmpty { texts[texts.count - 1] += text }
            }
        }
        let parser = XMLParser(data: Data(svg.utf8))
        let reader = Reader()
        parser.delegate = reader
        return parser.parse() ? reader.texts.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } : nil
    }

    @Test("the image is well-formed XML whatever names are, and says them as they are")
    func escaping() throws {
        let name = "a<b> & \"c\" 'd' \u{1} ]]>"
        let svg = try #require(
            Self.plot([.init(x: 1e6, y: 0.9, deviation: 0.01, label: "T < 3"), .init(x: 2e6, y: 0.95)], name: name).svg)
        let texts = try #require(Self.texts(svg), "\(svg)")
        #expect(texts.contains("sst2 <& \"friends\">") && texts.contains("T < 3"))
        #expect(texts.contains("a<b> & \"c\" 'd' \u{FFFD} ]]>"))
    }

    @Test("points that cannot be drawn are left out, and without points there is no image")
    func undrawable() throws {
        #expect(Self.plot([]).svg == nil)
        #expect(Self.plot([.init(x: .nan, y: 1), .init(x: 1, y: .infinity)]).svg == nil)
        #expect(Self.plot([.init(x: 0, y: 1), .init(x: -1, y: 1)], logarithmic: true).svg == nil)
        let one = try #require(Self.plot([.init(x: 5, y: 0.5), .init(x: 0, y: 1)], logarithmic: true).svg)
        #expect(!one.contains("nan") && !one.contains("inf"))
    }

    @Test("a single point, and points that are all the same, have axes too") func degenerate() throws {
        let rate = 0.1189106286485392
        for points in [
            [PlotSeries.Point(x: 3, y: 1)], [.init(x: 0, y: 0), .init(x: 0, y: 0)],
            [.init(x: 1, y: rate), .init(x: 2, y: rate.nextUp)], [.init(x: 1, y: 1e-300), .init(x: 2, y: 1e300)],
        ] {
            let svg = try #require(Self.plot(points).svg)
            #expect(Self.texts(svg) != nil && !svg.contains("nan") && !svg.contains("inf"))
        }
    }

    @Test(
        "ticks are round numbers that span the data",
        arguments: [
            (0.0...1.0, [0, 0.2, 1]), (0.87...0.993, [0.85, 0.9, 0.95, 1]), (3...3, [2.4, 3, 3.6]),
            (0...47, [0, 10, 50]), (-1...1, [-1, -0.5, 0, 0.5, 1]), (1.2e7...4.4e7, [1e7, 2e7, 3e7, 4e7, 5e7]),
        ])
    func linearTicks(data: ClosedRange<Double>, some: [Double]) {
        let ticks = AxisTicks.linear(data)
        #expect(Set(some).isSubset(of: ticks.values), "\(ticks.values)")
        #expect((3...8).contains(ticks.values.count), "\(ticks.values)")
        #expect(ticks.range.lowerBound <= data.lowerBound && ticks.range.upperBound >= data.upperBound)
    }

    @Test(
        "logarithmic ticks too, with few over a long range and enough over a short one",
        arguments: [
            (1.6e6...4.3e7, [2e6, 5e6, 1e7, 2e7]), (1...1e12, [1, 1000]), (9e6...1.1e7, [1e7]), (5.0...5.0, [5]),
            (5...5.0.nextUp, [5]),
        ])
    func logarithmicTicks(data: ClosedRange<Double>, some: [Double]) {
        let ticks = AxisTicks.logarithmic(data)
        for value in some { #expect(ticks.values.contains { abs($0 / value - 1) < 1e-9 }, "\(ticks.values)") }
        #expect((1...14).contains(ticks.values.count), "\(ticks.values)")
        #expect(ticks.range.lowerBound < data.lowerBound && ticks.range.upperBound > data.upperBound)
    }
}

import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeModel
import SpikeReport
import Testing

@Suite("The report of a student") struct StudentReportTests {
    private static let sections = ["summary", "training", "quality", "spikes", "energy", "audit", "provenance"]

    @Test(
        "every schedule has all sections, and the page reaches for nothing outside itself",
        arguments: SpikeSchedule.allCases)
    func complete(schedule: SpikeSchedule) throws {
        let html = try TinyReport.report(schedule).html
        for section in Self.sections { #expect(html.contains("<section id=\"\(section)\""), "\(section)") }
        let outside = html.replacing("http://www.w3.org/2000/svg", with: "").replacing("https://", with: "//")
        #expect(!outside.contains("src=\"//") && !outside.contains("href=\"//") && !outside.contains("@import"))
        #expect(html.contains("default-src 'none'"))
        for number in ["nan", "inf"] { #expect(!html.contains(">\(number)") && !html.contains("\"\(number)\"")) }
        #expect(html.contains("How good its answers are was not measured"))
    }

    @Test("names, words, stages and recipes cannot break out of their text")
    func hostile() throws {
        let bad = "</title></script><script>alert(1)</script>\"'&\u{1}"
        let log = #"{"_step":1,"stage":"<script>alert(2)</script>","<img src=x onerror=alert(3)>Loss":1.5}"# + "\n"
        let html = try TinyReport.report(
            name: bad, words: [bad, "<b>", "&amp;", "\"", "w"],
            history: TrainingHistory(jsonLines: Data(log.utf8), path: "log"), recipe: "{\"name\": \"\(bad)\"}"
        ).html
        #expect(!html.contains("<script>alert") && !html.contains("<img") && !html.contains("<b>"))
        #expect(html.contains("&lt;/title&gt;&lt;/script&gt;&lt;script&gt;alert(1)"))
        // The page's own script alone.
        #expect(html.components(separatedBy: "<script>").count == 2)
    }

    @Test("one class, empty bins, regression and undefined metrics are said instead of drawn")
    func corners() throws {
        let oneClass = try TinyReport.report(
            quality: TinyReport.quality(labels: ["no", "yes"], expected: [1, 1, 1, 1])
        ).html
        #expect(oneClass.contains("all examples have one label") && oneClass.contains("bins are empty"))
        #expect(oneClass.contains("id=\"reliability\""))
        let regression = try TinyReport.report(quality: TinyReport.quality(labels: [], expected: [0.1, 0.7, 0.4])).html
        #expect(regression.contains("a regression has no classes") && !regression.contains("id=\"reliability\""))
        let undefined = try TinyReport.report(quality: TinyReport.quality(labels: [], expected: [0.5, 0.5, 0.5])).html
        #expect(undefined.contains("is undefined") && !undefined.contains(">nan<"))
    }

    @Test("the tables that can be taken away hold what the pictures show")
    func tables() throws {
        let report = try TinyReport.report()
        let links = report.html.components(separatedBy: "data:text/csv;base64,").dropFirst().compactMap {
            Data(base64Encoded: String($0.prefix { $0 != "\"" })).map { String(decoding: $0, as: UTF8.self) }
        }
        let terms = try #require(links.first { $0.hasPrefix("network,level,place,item,fixed,driven") })
        let student = terms.split(separator: "\n").filter { $0.hasPrefix("student,L1,") }.map { line in
            line.split(separator: ",").suffix(2).compactMap { Double($0) }.reduce(0, +)
        }
        let whole = report.energy.networks[0].operations.picojoulesPerSequence
        #expect(abs(student.reduce(0, +) - whole) < 1e-9 * whole)
        let rates = try #require(links.first { $0.hasPrefix("layer,attentionInput,") })
        #expect(rates.split(separator: "\n").count == report.config.encoder.layers + 1)
        let spikes = try #require(links.first { $0.hasPrefix("token,layer,site,spikes") })
        #expect(spikes.split(separator: "\n").count == report.raster.bands.count * 5 + 1)
    }
}

import SpikeEvaluation
import Testing

@Suite("Tables of results") struct ReportTests {
    private static let table: ReportTable = {
        var table = ReportTable(columns: [
            .init("task", isNumber: false), .init("weights", isNumber: false), .init("T"),
        ])
        table.add(["sst2", "1.58 bit", "2"])
        table.add(["mrpc", "a|b, \"c\"\nd", "16"])
        return table
    }()

    @Test("Markdown is aligned, and what would end a cell or a row does not") func markdown() {
        #expect(
            Self.table.markdown == """
                | task | weights     |   T |
                | ---- | ----------- | --: |
                | sst2 | 1.58 bit    |   2 |
                | mrpc | a\\|b, "c" d |  16 |

                """)
    }

    @Test("CSV quotes what it must and nothing else") func csv() {
        #expect(Self.table.csv == "task,weights,T\nsst2,1.58 bit,2\nmrpc,\"a|b, \"\"c\"\"\nd\",16\n")
    }

    @Test("what ends a cell ends none behind a combining mark either") func combining() {
        var table = ReportTable(columns: [.init("a"), .init("b")])
        table.add(["x,\u{301}y\"\u{301}", "p|\u{301}q"])
        #expect(table.csv == "a,b\n\"x,\u{301}y\"\"\u{301}\",p|\u{301}q\n")
        #expect(table.markdown.unicodeScalars.contains("\\"))
    }

    @Test("lines for a terminal are aligned without blanks at their ends") func lines() {
        var table = ReportTable(columns: [.init("id"), .init("name", isNumber: false)])
        table.add(["7", "long name"])
        table.add(["12", ""])
        #expect(table.lines == ["id  name", " 7  long name", "12"])
    }

    @Test("mean and sample deviation, which a single value does not have") func spread() {
        #expect(Spread([1, 2, 6])?.mean == 3 && Spread([1, 2, 6])?.standardDeviation == 7.0.squareRoot())
        #expect(Spread([4])?.standardDeviation == nil && Spread([4])?.count == 1 && Spread([]) == nil)
    }
}

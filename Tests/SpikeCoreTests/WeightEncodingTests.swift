import Foundation
import SpikeCore
import Testing

@Suite("weight encodings") struct WeightEncodingTests {
    @Test("names and values are one to one") func names() {
        for encoding in WeightEncoding.all { #expect(WeightEncoding(name: encoding.name) == encoding) }
        #expect(WeightEncoding(name: "Ternary") == nil)
    }

    @Test("encodings survive JSON") func coding() throws {
        let data = try JSONEncoder().encode(WeightEncoding.all)
        #expect(
            String(decoding: data, as: UTF8.self)
                == #"["float32","uniform8","uniform7","uniform6","uniform5","uniform4","uniform3","uniform2","balanced4","balanced3","balanced2","ternary","binary"]"#
        )
        #expect(try JSONDecoder().decode([WeightEncoding].self, from: data) == WeightEncoding.all)
    }

    @Test("an unknown name is refused with the known ones") func unknown() {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([WeightEncoding].self, from: Data(#"["1.58bit"]"#.utf8))
        }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("not dataCorrupted: \(String(describing: error))")
            return
        }
        #expect(
            context.debugDescription == "unknown weight encoding '1.58bit'; use one of float32, uniform8, uniform7, "
                + "uniform6, uniform5, uniform4, uniform3, uniform2, balanced4, balanced3, balanced2, ternary, binary")
    }
}

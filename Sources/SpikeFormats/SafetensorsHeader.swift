/// The header of a safetensors file: parsed, and held against the size of the data that follows it.
struct SafetensorsHeader {
    /// In the order of their bytes.
    let tensors: [TensorInfo]

    /// The reference implementation's limits.
    static let maximumByteCount = 100_000_000
    private static let maximumRank = 32

    /// Parses the JSON after the length field.
    ///
    /// - Parameter dataByteCount: bytes of the file after the header.
    init(_ json: [UInt8], dataByteCount: Int, path: String) throws(FormatError) {
        guard json.first == UInt8(ascii: "{") else {
            throw .badHeader(path: path, problem: "does not start with '{', so this is no safetensors file")
        }
        var entries: [Entry] = []
        do throws(JSONProblem) {
            entries = try Self.entries(json)
        } catch {
            throw .badHeader(path: path, problem: error.message)
        }
        var seen = Set<String>(minimumCapacity: entries.count)
        var tensors: [TensorInfo] = []
        for entry in entries {
            guard seen.insert(entry.name).inserted else {
                throw .badTensor(path: path, tensor: entry.name, problem: "the name occurs twice")
            }
            tensors.append(try entry.checked(path: path))
        }
        tensors.sort {
            ($0.byteRange.lowerBound, $0.byteRange.upperBound) < ($1.byteRange.lowerBound, $1.byteRange.upperBound)
        }
        try Self.checkLayout(tensors, dataByteCount: dataByteCount, path: path)
        self.tensors = tensors
    }

    private static func checkLayout(
        _ tensors: [TensorInfo], dataByteCount: Int, path: String
    ) throws(FormatError) {
        var end = 0
        for tensor in tensors {
            let begin = tensor.byteRange.lowerBound
            if tensor.byteRange.upperBound > dataByteCount {
                throw .badTensor(
                    path: path, tensor: tensor.name,
                    problem:
                        "ends at byte \(tensor.byteRange.upperBound) of \(dataByteCount) bytes of data (file cut short?)"
                )
            }
            if begin < end {
                throw .badTensor(
                    path: path, tensor: tensor.name,
                    problem: "starts at byte \(begin), inside another tensor that ends at \(end)")
            }
            if begin > end {
                throw .badTensor(
                    path: path, tensor: tensor.name, problem: "bytes \(end)..<\(begin) before it belong to no tensor")
            }
            end = tensor.byteRange.upperBound
        }
        if end != dataByteCount {
            throw .badHeader(
                path: path, problem: "\(dataByteCount - end) bytes at the end of the file belong to no tensor")
        }
    }

    private static func entries(_ json: [UInt8]) throws(JSONProblem) -> [Entry] {
        var entries: [Entry] = []
        var cursor = JSONCursor(json)
        var hasMetadata = false
        try cursor.object { (name, cursor) throws(JSONProblem) in
            if name == "__metadata__" {
                if hasMetadata { throw cursor.problem("__metadata__ occurs twice") }
                hasMetadata = true
                try cursor.object { (_, cursor) throws(JSONProblem) in _ = try cursor.string() }
            } else {
                entries.append(try Entry(name: name, from: &cursor))
            }
        }
        try cursor.end()
        return entries
    }

    /// One member of the header as written.
    private struct Entry {
        let name: String
        var type: String?
        var shape: [Int]?
        var offsets: [Int]?

        init(name: String, from cursor: inout JSONCursor) throws(JSONProblem) {
            self.name = name
            var type: String?
            var shape: [Int]?
            var offsets: [Int]?
            try cursor.object { (key, cursor) throws(JSONProblem) in
                let isRepeated =
                    switch key {
                    case "dtype": type != nil
                    case "shape": shape != nil
                    case "data_offsets": offsets != nil
                    default: false
                    }
                if isRepeated { throw cursor.problem("\(key) of tensor '\(name)' occurs twice") }
                switch key {
                case "dtype": type = try cursor.string()
                case "shape": shape = try Self.numbers(&cursor, atMost: SafetensorsHeader.maximumRank, what: "shape")
                case "data_offsets": offsets = try Self.numbers(&cursor, atMost: 2, what: "data_offsets")
                default: try cursor.skipValue()
                }
            }
            self.type = type
            self.shape = shape
            self.offsets = offsets
        }

        private static func numbers(
            _ cursor: inout JSONCursor, atMost limit: Int, what: String
        ) throws(JSONProblem) -> [Int] {
            var numbers: [Int] = []
            try cursor.array { (cursor) throws(JSONProblem) in
                if numbers.count == limit { throw cursor.problem("\(what) has more than \(limit) numbers") }
                numbers.append(try cursor.naturalNumber())
            }
            return numbers
        }

        func checked(path: String) throws(FormatError) -> TensorInfo {
            func bad(_ problem: String) -> FormatError { .badTensor(path: path, tensor: name, problem: problem) }
            guard let type else { throw bad("has no dtype") }
            guard let shape else { throw bad("has no shape") }
            guard let offsets, offsets.count == 2 else { throw bad("needs two data_offsets") }
            guard let known = TensorType(rawValue: type) else {
                throw bad(
                    "unknown dtype '\(type)'; known: \(TensorType.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            guard offsets[0] <= offsets[1] else { throw bad("data_offsets \(offsets) run backwards") }
            var byteCount = known.byteCount
            for size in shape {
                let (product, overflow) = byteCount.multipliedReportingOverflow(by: size)
                if overflow { throw bad("shape \(shape) has more bytes than can be addressed") }
                byteCount = product
            }
            guard byteCount == offsets[1] - offsets[0] else {
                throw bad("\(type) \(shape) takes \(byteCount) bytes, but data_offsets span \(offsets[1] - offsets[0])")
            }
            return TensorInfo(name: name, type: known, shape: shape, byteRange: offsets[0]..<offsets[1])
        }
    }
}

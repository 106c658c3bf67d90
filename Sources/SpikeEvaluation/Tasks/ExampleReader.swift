import Foundation
import SpikeText

/// Turns the rows of one file into examples.
struct ExampleReader {
    private let task: TextTask
    private let split: Split
    private let file: TableFile
    /// Collect label names instead of understanding them.
    private let collectsLabelNames: Bool
    /// Examples read so far.
    private(set) var examples: [Example] = []
    /// Rows that had too few fields, where the task says to skip those.
    private(set) var skippedRows = 0
    /// Distinct label names, when they are collected.
    private(set) var labelNames: Set<String> = []

    init(task: TextTask, split: Split, file: TableFile, collectsLabelNames: Bool = false) {
        self.task = task
        self.split = split
        self.file = file
        self.collectsLabelNames = collectsLabelNames
    }

    /// Reads all rows; the format is the extension of `url`.
    mutating func read(url: URL) throws(EvaluationError) {
        let stem = url.deletingPathExtension().lastPathComponent
        let fileExtension = url.pathExtension
        if fileExtension == TableFile.Format.jsonl.rawValue { return try readJSONLines() }
        let headerless = task.headerless.first { $0.files.contains(stem) && $0.fileExtension == fileExtension }
        var columns = headerless.map(ColumnPositions.init)
        // The original STS-B files are called .csv but separated by tabs.
        if fileExtension == TableFile.Format.csv.rawValue, headerless == nil {
            try file.forEachCommaSeparatedRow { (row) throws(EvaluationError) in try read(row, &columns) }
        } else {
            try file.forEachTabSeparatedRow { (row) throws(EvaluationError) in try read(row, &columns) }
        }
    }

    private mutating func read(_ row: TableRow, _ columns: inout ColumnPositions?) throws(EvaluationError) {
        do throws(RowProblem) {
            guard let known = columns else {
                columns = try header(row)
                return
            }
            try append(row, known)
        } catch {
            throw .badRow(path: file.path, line: row.line, error)
        }
    }

    private func header(_ row: TableRow) throws(RowProblem) -> ColumnPositions {
        var names: [String] = []
        for column in row.fields.indices { names.append(try row.text(at: column)) }
        let hashed = split.isHashed ? task.hashedSplit?.column : nil
        guard let columns = ColumnPositions(header: names, task: task, needsLabel: split.needsLabels, hashed: hashed)
        else {
            throw .missingColumns(needed: neededColumns, found: names)
        }
        return columns
    }

    private mutating func append(_ row: TableRow, _ columns: ColumnPositions) throws(RowProblem) {
        guard columns.allows(fields: row.fields.count) else {
            if task.skipsShortRows, row.fields.count < columns.fields {
                skippedRows += 1
                return
            }
            throw .wrongFieldCount(expected: columns.expectedFields, found: row.fields.count)
        }
        if let hashed = columns.hashed, !belongs(try row.text(at: hashed)) { return }
        var example = Example(id: String(examples.count), text: try row.text(at: columns.text))
        if let id = columns.id { example.id = try row.text(at: id) }
        if let pair = columns.pair { example.pair = try row.text(at: pair) }
        if let label = columns.label { example.label = try self.label(row.text(at: label)) }
        examples.append(example)
    }

    private var neededColumns: String {
        let official = task.columns[0]
        return split.needsLabels ? official.description : official.unlabelledDescription
    }

    private func belongs(_ value: String) -> Bool {
        guard let rule = task.hashedSplit, split.isHashed else { return true }
        return rule.isHeldOut(value) == (split == .hashedDev)
    }

    /// The label of a score; nil for what stands where a test set says nothing.
    private func score(_ score: Double) -> Label? {
        !split.needsLabels && score == task.unknownScore ? nil : .score(score)
    }

    private mutating func label(_ name: String) throws(RowProblem) -> Label? {
        if collectsLabelNames {
            guard !name.isEmpty else { throw .missingLabel }
            labelNames.insert(name)
            return nil
        }
        if task.isRegression {
            if name.isEmpty, !split.needsLabels { return nil }
            guard let score = Double(name), score.isFinite else { throw .badScore(found: name) }
            return self.score(score)
        }
        if let index = task.classIndex(named: name) { return .class(index) }
        if name.isEmpty || name == "-1" {
            guard split.needsLabels else { return nil }
            throw .missingLabel
        }
        throw .badLabel(found: name, allowed: task.labels)
    }
}

extension ExampleReader {
    private mutating func readJSONLines() throws(EvaluationError) {
        let decoder = JSONDecoder()
        try file.forEachLine { (line, content) throws(EvaluationError) in
            do throws(RowProblem) {
                try append(object(content, decoder))
            } catch {
                throw .badRow(path: file.path, line: line, error)
            }
        }
    }

    private func object(_ line: ArraySlice<UInt8>, _ decoder: JSONDecoder) throws(RowProblem) -> [String: JSONField] {
        guard String(validating: line, as: UTF8.self) != nil else { throw .invalidUTF8 }
        do {
            return try decoder.decode([String: JSONField].self, from: Data(line))
        } catch {
            throw .badJSON(reason: "not a JSON object")
        }
    }

    private mutating func append(_ object: [String: JSONField]) throws(RowProblem) {
        guard let columns = task.columns(of: Set(object.keys), needsLabel: split.needsLabels) else {
            throw .missingColumns(needed: neededColumns, found: object.keys.sorted())
        }
        if split.isHashed, let column = task.hashedSplit?.column {
            guard belongs(try text(column, of: object)) else { return }
        }
        var example = Example(id: String(examples.count), text: try text(columns.text, of: object))
        if let column = ColumnPositions.idNames.first(where: { object[$0] != nil && object[$0] != .null }) {
            example.id = try text(column, of: object)
        }
        if let pair = columns.pair { example.pair = try text(pair, of: object) }
        example.label = try label(object[columns.label] ?? .null, column: columns.label)
        examples.append(example)
    }

    private func text(_ column: String, of object: [String: JSONField]) throws(RowProblem) -> String {
        switch object[column] {
        case .text(let text)?: return text
        case .integer(let number)?: return String(number)
        default: throw .badJSON(reason: "the value of '\(column.shortenedToOneLine)' is no text")
        }
    }

    /// Hub exports write classes as numbers: those count in the order of the task's labels, unless labels are numbers themselves.
    private mutating func label(_ field: JSONField, column: String) throws(RowProblem) -> Label? {
        switch field {
        case .null:
            guard split.needsLabels else { return nil }
            throw .missingLabel
        case .text(let name): return try label(name)
        case .number(let score) where task.isRegression && !collectsLabelNames: return self.score(score)
        case .integer(let number):
            let isPosition = task.labels.indices.contains(number) && !task.labels.contains { Int($0) != nil }
            return isPosition ? .class(number) : try label(String(number))
        case .number, .nested:
            throw .badJSON(reason: "the value of '\(column.shortenedToOneLine)' is neither a name nor a class number")
        }
    }
}

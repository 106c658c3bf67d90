/// Why there is no report.
public enum ReportError: Error, Equatable, CustomStringConvertible {
    /// A line of a training's log is not what bitspike writes.
    case badMetrics(path: String, line: Int, problem: String)

    /// File, place and fix in one line.
    public var description: String {
        switch self {
        case .badMetrics(let path, let line, let problem):
            "\(path):\(line): \(problem); remove the line, or the file to do without training curves"
        }
    }
}

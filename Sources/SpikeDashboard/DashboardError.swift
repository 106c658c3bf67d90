#if Training
    import Foundation
    import Hummingbird
    import NIOCore

    /// Why the dashboard cannot be served. One line: problem, fix.
    public enum DashboardError: Error, Equatable, Sendable, CustomStringConvertible {
        /// Something else listens on the port.
        case portInUse(Int)
        /// Ports below 1024 are often reserved.
        case portForbidden(Int)

        /// For people.
        public var description: String {
            switch self {
            case .portInUse(let port): "port \(port) is in use; end what uses it, or choose another with --port"
            case .portForbidden(let port): "port \(port) needs more rights; choose one above 1023 with --port"
            }
        }

        /// nil for errors that are something else.
        init?(_ error: any Error, port: Int) {
            guard let error = error as? IOError else { return nil }
            switch error.errnoCode {
            case EADDRINUSE: self = .portInUse(port)
            case EACCES, EPERM: self = .portForbidden(port)
            default: return nil
            }
        }
    }
#endif

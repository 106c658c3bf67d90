#if Training
    import Foundation
    import GRDB

    extension LedgerError {
        /// What an error of the database means for whoever uses the file.
        init(_ error: any Error, path: String) {
            switch error {
            case let error as LedgerError: self = error
            case let error as DatabaseError: self.init(error, path: path)
            case is RecordError: self = .refused(path: path, reason: "it is not there any more")
            default: self = .broken(path: path, reason: "\(error)".replacing("\n", with: " "))
            }
        }

        private init(_ error: DatabaseError, path: String) {
            let reason = (error.message ?? "code \(error.resultCode.rawValue)").replacing("\n", with: " ")
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
            case .SQLITE_FULL: self = .diskFull(path: path)
            case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_IOERR:
                self = .unwritable(path: path, reason: reason)
            case .SQLITE_CONSTRAINT: self = .refused(path: path, reason: reason)
            default: self = .broken(path: path, reason: reason)
            }
        }
    }
#endif

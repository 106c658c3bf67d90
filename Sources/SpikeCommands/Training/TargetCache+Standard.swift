#if Training
    import Foundation
    import SpikeDistillation

    extension TargetCache {
        /// `bitspike/teacher` in the user's cache folder: `$XDG_CACHE_HOME`, else `~/.cache`.
        static var standard: TargetCache {
            let named = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            let base =
                named.map { URL(fileURLWithPath: $0) }
                ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache")
            return TargetCache(folder: base.appendingPathComponent("bitspike").appendingPathComponent("teacher"))
        }
    }
#endif

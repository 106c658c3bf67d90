#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeTraining

    extension ParameterStore {
        /// SHA-256 of all values in order.
        func fingerprint() throws -> String {
            var hash = SHA256()
            for name in names { try self[name].floats().withUnsafeBytes { hash.update($0) } }
            return hash.hexDigest
        }
    }
#endif

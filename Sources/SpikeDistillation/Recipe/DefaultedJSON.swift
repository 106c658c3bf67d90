#if Training
    import Foundation

    /// JSON that a user wrote, read over the defaults of its type: what recipe and study files share.
    ///
    /// Keys that are left out have their defaults, unknown keys are errors that list the known ones, `null` means left out.
    struct DefaultedJSON {
        /// For messages.
        let path: String
        /// What the whole is called in messages, with its article.
        let title: String
        /// A value of the type with every key present: the defaults, and the list of keys there are. An empty object takes
        /// any keys; a list's first element is the pattern of all.
        let known: Any
        /// Keys whose absence means something, so that they have no default: by name, or by path without list indices.
        let optionalKeys: Set<String>

        init(path: String, title: String, complete: some Encodable, optionalKeys: Set<String>) throws {
            self.path = path
            self.title = title
            known = try JSONSerialization.jsonObject(with: JSONEncoder().encode(complete))
            self.optionalKeys = optionalKeys
        }

        /// Any JSON; `path` is for the message when it is none.
        static func object(_ data: Data, path: String) throws(RecipeError) -> Any {
            do { return try JSONSerialization.jsonObject(with: data) } catch {
                throw .malformed(path: path, why: "is not valid JSON; check for a missing comma or quote")
            }
        }

        /// The user's values over the defaults, as a value of the type.
        func decode<Value: Decodable>(_ type: Value.Type, from user: Any) throws -> Value {
            let merged = try merge(user, over: known, key: "")
            do {
                return try JSONDecoder().decode(type, from: JSONSerialization.data(withJSONObject: merged))
            } catch let error as DecodingError {
                let why = Self.misfit(type, in: merged) ?? Self.describe(error)
                throw RecipeError.malformed(path: path, why: why)
            }
        }

        /// The number that its type cannot hold, such as 2.5 steps, about which Foundation says nothing but that the JSON is bad.
        ///
        /// Numbers are replaced by one that suits every type, until the complaint is another or none.
        private static func misfit<Value: Decodable>(_ type: Value.Type, in json: Any) -> String? {
            func complains(_ json: Any) -> Bool {
                do {
                    _ = try JSONDecoder().decode(type, from: JSONSerialization.data(withJSONObject: json))
                    return false
                } catch DecodingError.dataCorrupted(let context) {
                    return context.codingPath.isEmpty
                } catch {
                    return false
                }
            }
            guard complains(json) else { return nil }
            var current = json
            for place in numbers(in: json, below: []) {
                let next = replacing(place.path[...], in: current)
                guard complains(next) else {
                    return "\(place.path.joined(separator: ".")) is \(place.value), which is no integer in its range"
                }
                current = next
            }
            return nil
        }

        private static func numbers(in json: Any, below path: [String]) -> [(path: [String], value: NSNumber)] {
            switch json {
            case let members as [String: Any]:
                members.sorted { $0.key < $1.key }.flatMap { numbers(in: $0.value, below: path + [$0.key]) }
            case let list as [Any]: list.enumerated().flatMap { numbers(in: $1, below: path + ["\($0)"]) }
            case let value as NSNumber: [(path, value)]
            default: []
            }
        }

        private static func replacing(_ path: ArraySlice<String>, in json: Any) -> Any {
            guard let key = path.first else { return 1 }
            if var members = json as? [String: Any], let member = members[key] {
                members[key] = replacing(path.dropFirst(), in: member)
                return members
            }
            guard var list = json as? [Any], let index = Int(key) else { return json }
            list[index] = replacing(path.dropFirst(), in: list[index])
            return list
        }

        /// What of a complete value is not as the defaults are: reading it gives the same value.
        func essence(of value: some Encodable) throws -> Any {
            let complete = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
            return try essence(of: complete, known: known, key: "")
        }

        private func essence(of value: Any, known: Any, key: String) throws -> Any {
            if let value = value as? [String: Any], let known = known as? [String: Any], !known.isEmpty {
                let defaults = defaults(known, key: key)
                var result: [String: Any] = [:]
                for (name, member) in value {
                    let path = (key.isEmpty ? "" : key + ".") + name
                    let kept = try essence(of: member, known: known[name] ?? member, key: path)
                    // An empty block that has no default says that it is there.
                    let isImplied = try defaults[name].map { try Self.text(member) == Self.text($0) } ?? false
                    if !isImplied { result[name] = kept }
                }
                return result
            }
            if let list = value as? [[String: Any]], let pattern = (known as? [[String: Any]])?.first {
                return try list.enumerated().map { try essence(of: $1, known: pattern, key: "\(key).\($0)") }
            }
            return value
        }

        /// One text for every value that JSON takes for the same.
        static func text(_ value: Any) throws -> Data {
            try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
        }

        private func merge(_ user: Any, over known: Any, key: String) throws(RecipeError) -> Any {
            if let known = known as? [String: Any] {
                guard let user = user as? [String: Any] else {
                    throw .malformed(path: path, why: "\(key.isEmpty ? title : key) must be an object")
                }
                return known.isEmpty ? user : try merge(user, over: known, key: key)
            }
            if let known = known as? [[String: Any]], let pattern = known.first, let user = user as? [Any] {
                var result: [Any] = []
                for (index, element) in user.enumerated() {
                    result.append(try merge(element, over: pattern, key: "\(key).\(index)"))
                }
                return result
            }
            return user
        }

        private func merge(
            _ user: [String: Any], over known: [String: Any], key: String
        ) throws(RecipeError) -> [String: Any] {
            var result = defaults(known, key: key)
            for (name, value) in user.sorted(by: { $0.key < $1.key }) {
                let path = (key.isEmpty ? "" : key + ".") + name
                guard let pattern = known[name] else {
                    throw .unknownKey(path: self.path, key: path, known: known.keys.sorted())
                }
                guard !(value is NSNull) else { continue }
                result[name] = try merge(value, over: pattern, key: path)
            }
            return result
        }

        /// The values of a block that the user leaves out, and of all blocks below it.
        private func defaults(_ known: [String: Any], key: String) -> [String: Any] {
            let parents = key.split(separator: ".").filter { Int($0) == nil }
            var result: [String: Any] = [:]
            for (name, value) in known where !optionalKeys.contains(name) {
                let path = (parents + [name[...]]).joined(separator: ".")
                guard !optionalKeys.contains(path) else { continue }
                // The one element of a list of objects only says which keys there are.
                let isPattern = value is [[String: Any]]
                result[name] = isPattern ? [Any]() : (value as? [String: Any]).map { defaults($0, key: path) } ?? value
            }
            return result
        }

        private static func describe(_ error: DecodingError) -> String {
            func name(_ context: DecodingError.Context) -> String {
                context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
            }
            switch error {
            case .typeMismatch(let type, let context): return "\(name(context)) must be \(kind(of: type))"
            case .valueNotFound(_, let context): return "\(name(context)) must not be null"
            case .keyNotFound(let key, let context):
                return "\((name(context) + "." + key.stringValue).drop { $0 == "." }) is missing"
            case .dataCorrupted(let context): return "\(name(context)): \(context.debugDescription)"
            @unknown default: return "cannot be decoded"
            }
        }

        /// What JSON calls a type, with its article.
        private static func kind(of type: any Any.Type) -> String {
            switch type {
            case is any BinaryInteger.Type: "an integer"
            case is any BinaryFloatingPoint.Type: "a number"
            case is String.Type: "a string"
            case is Bool.Type: "true or false"
            case is any RangeReplaceableCollection.Type: "a list"
            default: "an object"
            }
        }
    }
#endif

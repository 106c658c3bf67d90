#if Training
    import Foundation
    import SpikeDashboard
    import Testing

    #if canImport(FoundationNetworking)
        import FoundationNetworking
    #endif

    @Suite("The dashboard's server", .serialized) struct DashboardServerTests {
        /// Serves while `body` runs, which gets the port.
        private static func serving(
            _ pages: @escaping DashboardServer.Pages, _ body: (Int) async throws -> Void
        ) async throws {
            let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
            let server = Task {
                defer { continuation.finish() }
                try await DashboardServer(port: 0, pages: pages).run { continuation.yield($0) }
            }
            defer { server.cancel() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next(), "the server started")
            try await body(port)
        }

        private static func get(
            _ path: String, _ port: Int, host: String? = nil, method: String = "GET"
        ) async throws -> (status: Int, body: String, type: String) {
            var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
            request.httpMethod = method
            if let host { request.setValue(host, forHTTPHeaderField: "Host") }
            let (data, response) = try await URLSession(configuration: .ephemeral).data(for: request)
            let answer = try #require(response as? HTTPURLResponse)
            return (
                answer.statusCode, String(decoding: data, as: UTF8.self),
                answer.value(forHTTPHeaderField: "Content-Type") ?? ""
            )
        }

        @Test("pages and their live parts are served as HTML, other paths are not there") func pages() async throws {
            try await Self.serving({ path, isLive in path == "/a/b" ? "<p>\(isLive ? "part" : "all")</p>" : nil }) {
                port in
                let page = try await Self.get("/a/b", port)
                #expect(page.status == 200 && page.body == "<p>all</p>" && page.type.hasPrefix("text/html"))
                #expect(try await Self.get("/a/b?part=live", port).body == "<p>part</p>")
                let missing = try await Self.get("/<script>", port)
                #expect(missing.status == 404 && missing.type.hasPrefix("text/plain"))
                #expect(try await Self.get("/a/b", port, method: "POST").status != 200)
            }
        }

        @Test("an error is said as plain text, and the server goes on") func failure() async throws {
            struct Broken: Error, CustomStringConvertible { let description = "ledger.sqlite: <b>is broken</b>" }
            try await Self.serving({ path, _ in
                if path == "/broken" { throw Broken() }
                return "fine"
            }) { port in
                let answer = try await Self.get("/broken", port)
                #expect(answer.status == 500 && answer.body.contains("is broken"))
                #expect(answer.type.hasPrefix("text/plain"))
                #expect(try await Self.get("/", port).body == "fine")
            }
        }

        @Test("a port that is taken is said with its number") func portInUse() async throws {
            try await Self.serving({ _, _ in "" }) { port in
                await #expect(throws: DashboardError.portInUse(port)) {
                    try await DashboardServer(port: port) { _, _ in "" }.run { _ in }
                }
            }
            #expect(
                "\(DashboardError.portInUse(80))"
                    == "port 80 is in use; end what uses it, or choose another with --port")
        }
    }
#endif

#if Training
    import Hummingbird

    /// Refuses requests for another name than this machine's own.
    struct OwnNameMiddleware<Context: RequestContext>: RouterMiddleware {
        private static var names: Set<String> { ["127.0.0.1", "localhost", "[::1]"] }

        func handle(
            _ request: Request, context: Context, next: (Request, Context) async throws -> Response
        ) async throws -> Response {
            let host = (request.head.authority ?? "").lowercased()
            let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
            guard Self.names.contains(String(name)) else {
                return DashboardServer.text("Ask for 127.0.0.1 or localhost.\n", .forbidden)
            }
            return try await next(request, context)
        }
    }
#endif

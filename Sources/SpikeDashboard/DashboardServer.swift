#if Training
    import Hummingbird
    import Logging

    /// Serves pages to browsers of this machine.
    ///
    /// It listens on 127.0.0.1 alone and answers only requests that ask for it by that name, so that pages of other sites
    /// cannot reach it through a name of theirs.
    public struct DashboardServer: Sendable {
        /// A page's markup for a path and whether only its live part is asked for; nil where there is no such page.
        public typealias Pages = @Sendable (_ path: String, _ isLive: Bool) throws -> String?

        private let port: Int
        private let pages: Pages

        /// A server that has not started.
        ///
        /// - Parameter port: to listen on; 0 takes any that is free.
        public init(port: Int, pages: @escaping Pages) {
            self.port = port
            self.pages = pages
        }

        /// Serves until the process is asked to end (SIGINT, SIGTERM).
        ///
        /// - Parameter isListening: called once, with the port.
        /// - Throws: `DashboardError` when it cannot listen.
        public func run(isListening: @escaping @Sendable (Int) -> Void) async throws {
            let application = Application(
                router: Self.router(pages),
                configuration: ApplicationConfiguration(
                    address: .hostname(Self.host, port: port), serverName: "bitspike"),
                onServerRunning: { channel in isListening(channel.localAddress?.port ?? 0) }, logger: Self.logger)
            do { try await application.runService() } catch {
                throw DashboardError(error, port: port) ?? error
            }
        }

        static let host = "127.0.0.1"

        /// Says nothing: what goes wrong is thrown, or in the answer.
        private static var logger: Logger {
            var logger = Logger(label: "bitspike")
            logger.logLevel = .critical
            return logger
        }

        /// Answers GET requests for pages.
        package static func router(_ pages: @escaping Pages) -> Router<BasicRequestContext> {
            let router = Router()
            router.add(middleware: OwnNameMiddleware())
            router.get("**") { request, _ in try answer(request, pages) }
            router.get("/") { request, _ in try answer(request, pages) }
            return router
        }

        private static func answer(_ request: Request, _ pages: Pages) throws -> Response {
            let isLive = request.uri.queryParameters["part"] == "live"
            do {
                guard let page = try pages(request.uri.path, isLive) else {
                    return text("There is no such page; the list of runs is at /.\n", .notFound)
                }
                return Response(
                    status: .ok, headers: headers("text/html; charset=utf-8"),
                    body: .init(byteBuffer: .init(string: page)))
            } catch {
                return text("\(error)\n", .internalServerError)
            }
        }

        static func text(_ text: String, _ status: HTTPResponse.Status) -> Response {
            Response(
                status: status, headers: headers("text/plain; charset=utf-8"),
                body: .init(byteBuffer: .init(string: text)))
        }

        private static func headers(_ type: String) -> HTTPFields {
            [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"]
        }
    }
#endif

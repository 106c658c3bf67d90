import SpikeCommands
import Testing

@Suite("What pip says becomes one plain sentence")
struct DataErrorTests {
    private static let item = DataCatalogue.movieReviews

    struct Case: CustomTestStringConvertible {
        let status: Int32
        let output: String
        let message: String
        let exitCode: Int32
        var testDescription: String { message }
    }

    static let cases = [
        Case(
            status: 127, output: "env: 'python3': No such file or directory\n",
            message: "python3 is not in PATH; install it (for example: apt-get install python3 python3-pip)",
            exitCode: 66),
        Case(
            status: 1, output: "/usr/bin/python3: No module named pip\n",
            message: "python3 has no pip; install it (for example: apt-get install python3-pip)", exitCode: 66),
        Case(
            status: 1,
            output: """
                WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError(...)'
                ERROR: No matching distribution found for vaderSentiment==3.3.2

                """,
            message: "movie-reviews: the package index cannot be reached; "
                + "check the network or pip's proxy settings and try again", exitCode: 66),
        Case(
            status: 1, output: "ERROR: No matching distribution found for vaderSentiment==3.3.2\n",
            message: "movie-reviews: the package index has none of vaderSentiment==3.3.2; "
                + "get the files elsewhere and pass their folder instead", exitCode: 66),
        Case(
            status: 1,
            output: """
                ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.
                    vaderSentiment==3.3.2:
                        Expected sha256 aa11
                             Got        bb22

                """,
            message: "movie-reviews package: sha256 is bb22, expected aa11; the download was damaged or replaced, "
                + "so try again and do not use the file if it stays so", exitCode: 65),
        Case(
            status: 1,
            output: "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n",
            message: "movie-reviews: the disk is full; free some space and try again", exitCode: 65),
        Case(
            status: 2, output: "usage: pip\nERROR: no such option: --retries\n\n",
            message: "python3 -m pip download failed (ERROR: no such option: --retries); "
                + "repair python3 or pip and try again", exitCode: 70),
        Case(
            status: 9, output: "",
            message: "python3 -m pip download failed (exit status 9); repair python3 or pip and try again", exitCode: 70
        ),
    ]

    @Test("the sentence and the exit status are as stated", arguments: cases)
    func diagnosis(_ failure: Case) {
        let error = DataError(
            status: failure.status, output: failure.output, command: "python3 -m pip download", item: Self.item)
        #expect(error.description == failure.message)
        #expect(error.exitCode == failure.exitCode)
    }
}

import SpikeCore
import Testing

@Suite("SHA-256 is FIPS 180-4's")
struct SHA256Tests {
    @Test(
        "the published examples hash as published",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func publishedExamples(message: String, digest: String) {
        #expect(SHA256.hexDigest(Array(message.utf8)) == digest)
    }

    @Test("a million times the letter a hashes as published")
    func millionLetters() {
        let digest = SHA256.hexDigest([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        #expect(digest == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test("the digest does not depend on how the message is cut, around every block boundary")
    func pieces() {
        for length in [1, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 200] {
            let message = (0..<length).map { UInt8($0 & 255) }
            for cut in [0, 1, length / 2, length - 1] {
                var hash = SHA256()
                hash.update(Array(message[..<cut]))
                hash.update(Array(message[cut...]))
                #expect(hash.hexDigest == SHA256.hexDigest(message), "length \(length), cut \(cut)")
            }
        }
    }
}

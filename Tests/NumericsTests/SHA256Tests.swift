import Testing

@testable import Numerics

/// Test vectors of FIPS 180-4 (NIST's examples).
@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func knownDigests(_ text: String, _ digest: String) {
        #expect(SHA256.hexDigest(of: Array(text.utf8)) == digest)
    }

    @Test func manyBlocks() {
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)
        // `head -c 100000 /dev/zero | tr '\0' a | sha256sum`
        #expect(SHA256.hexDigest(of: text) == "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee")
    }

    @Test(arguments: [true, false]) func byPiecesOfAnyLength(_ inProcessor: Bool) {
        let text = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        for piece in [1, 3, 63, 64, 65, 200] {
            var digest = inProcessor ? SHA256() : SHA256(inProcessor: false)
            for start in stride(from: 0, to: text.count, by: piece) { digest.update(text[start..<min(start + piece, text.count)]) }
            // `python3 -c "import hashlib; print(hashlib.sha256(bytes(i * 7 % 256 for i in range(1000))).hexdigest())"`
            #expect(digest.hexDigest == "89f4ff56a25dd1db06a4ce6033603775d705fb96f30f8693733fef602a1ca532")
        }
    }
}

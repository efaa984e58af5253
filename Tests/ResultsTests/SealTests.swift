import Foundation
import TestSupport
import Testing

@testable import Results

@Suite struct SealTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The path of a file with these bytes.
    private func path(_ bytes: [UInt8]) throws -> String {
        let path = try folder.file("file", "")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test(arguments: [(Seal.Kind.page, "<p>é</p>\n"), (.script, "#!/bin/sh\n"), (.manifest, "{\n  \"a\": 1\n}\n")])
    func anyChangeBreaksIt(_ kind: Seal.Kind, _ text: String) throws {
        let sealed = Seal.sealed(Array(text.utf8), as: kind)
        #expect(Seal.isIntact(try path(sealed), as: kind))
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(!Seal.isIntact(try path(changed), as: kind), "byte \(index)")
        }
        #expect(!Seal.isIntact(try path(sealed), as: kind == .page ? .junit : .page))
        #expect(!Seal.isIntact(try path(sealed + [10]), as: kind))
        #expect(!Seal.isIntact(try path(Array(sealed.dropFirst())), as: kind))
        #expect(!Seal.isIntact(try path(Array(text.utf8)), as: kind))
    }

    @Test func ofAnArchiveIsItsComment() throws {
        // The end of an archive without files: its signature, 16 bytes of 0, and the length of the comment.
        let path = try path([0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18))
        #expect(!Seal.isIntact(path, as: .spreadsheet))
        try Seal.seal(zipAt: path, calledInFaults: path)
        #expect(Seal.isIntact(path, as: .spreadsheet))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(Int(bytes[20]) + 256 * Int(bytes[21]) == bytes.count - 22)
    }

    @Test func noneIsOfAnEmptyOrMissingFile() throws {
        #expect(!Seal.isIntact(try path([]), as: .page))
        #expect(!Seal.isIntact(folder.url.path, as: .page))
        #expect(!Seal.isIntact(folder.url.path + "/missing", as: .page))
    }
}

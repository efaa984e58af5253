import Foundation
import Numerics
import Testing

@Suite struct RootFinderTests {
    @Test func findsARoot() throws {
        let root = try RootFinder.root(from: 0, to: 2, tolerance: 1e-10) { cos($0) }
        #expect(abs(root - .pi / 2) < 1e-10)
    }

    @Test func findsARootAtAnEnd() throws {
        #expect(try RootFinder.root(from: 0, to: 2, tolerance: 1e-10) { $0 } == 0)
        #expect(try RootFinder.root(from: -2, to: 0, tolerance: 1e-10) { $0 } == 0)
    }

    @Test func refusesPointsThatBracketNone() {
        #expect(throws: GSLFailure.self) { try RootFinder.root(from: 1, to: 2, tolerance: 1e-10) { $0 } }
    }
}

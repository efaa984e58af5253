import Testing

@testable import ScenarioFormat

@Suite struct QuotingTests {
    /// As a shell reads them (POSIX, 2.2): nothing has a meaning between single quotes, and a quote stands outside.
    @Test(arguments: [
        ("plain-1.json", "plain-1.json"), ("", "''"), ("my case", "'my case'"), ("it's", "'it'\\''s'"), ("$(x)`y`\\", "'$(x)`y`\\'"),
        ("a\nb", "'a\nb'"), ("é", "'é'"),
    ])
    func wordsOfAShell(_ text: String, _ word: String) { #expect(Quoting.shellWord(text) == word) }

    /// With a combining mark behind it, markup is one character with it in Swift, and markup all the same in XML.
    @Test func markupIsEscapedByScalars() {
        #expect(Quoting.markup("<\u{301}&\u{301}\"'>") == "&lt;\u{301}&amp;\u{301}&quot;&#39;&gt;")
    }

    /// The characters of XML 1.0, section 2.2, but for those that it discourages.
    @Test func whatXMLCannotHoldIsReplaced() {
        #expect(
            Quoting.xmlCharacters("a\u{0}b\u{7}c\u{7F}d\u{85}e\u{FFFE}f\u{FFFF}g\u{1FFFF}h")
                == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f\u{FFFD}g\u{FFFD}h")
        #expect(Quoting.xmlCharacters("a\tb\nc\rd é\u{1F600}") == "a\tb\nc\rd é\u{1F600}")
    }
}

"""Every public declaration says what it is, and what it throws."""

import re

from program import REPOSITORY

# Attributes may stand on the same line, and modifiers in any order: `@inlinable public internal(set) var`.
DECLARATION = re.compile(r"\s*(?:@\w+(?:\([^)]*\))? +)*(?:[\w()]+ )*?public (?:[\w()]+ )*?"
                         r"(?:var|let|func|struct|class|enum|protocol|typealias|subscript|actor|init)\b")


def comment(lines, i):
    """The lines of the comment above a line, attributes in between left out; none where there is no comment."""
    above = i - 1
    while above >= 0 and re.match(r"\s*@", lines[above]):
        above -= 1
    first = above
    while first >= 0 and re.match(r"\s*///", lines[first]):
        first -= 1
    return lines[first + 1:above + 1]


def signature(lines, i):
    """A declaration up to its body, without what stands in parentheses."""
    text, depth = "", 0
    for character in "\n".join(lines[i:]):
        if character == "{" and depth == 0:
            return text
        depth += (character == "(") - (character == ")")
        text += character if depth == 0 else ""
    return text


def faults(text):
    """The numbers and texts of lines that declare something public without a comment, or without what it throws."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if not DECLARATION.match(line):
            continue
        said = comment(lines, i)
        if not said:
            yield i + 1, line.strip()
        elif re.search(r"\b(?:func|init|subscript)\b", line) and re.search(r"\bthrows\b", signature(lines, i)):
            if not any("- Throws: " in part for part in said):
                yield i + 1, line.strip()


def test_every_public_declaration_has_a_comment():
    bare = [f"{path.relative_to(REPOSITORY)}:{line}: {text}" for path in sorted((REPOSITORY / "Sources").rglob("*.swift"))
            for line, text in faults(path.read_text("utf-8"))]
    assert not bare, "\n".join(["public declarations without a comment, or without what they throw:", *bare])


def test_a_bare_declaration_is_found():
    bare = ["public let b: Int", "public init() {}", "public internal(set) var c = 1", "public var description: String { text }",
            "public static func == (a: A, b: A) -> Bool { true }", "public static func < (a: A, b: A) -> Bool { true }",
            "@inlinable public func d() {}", "nonisolated public func e() {}", "public init?(_ text: String) {}", "public subscript(i: Int) -> Int { i }"]
    text = "/// One.\npublic struct A {\n    /// C.\n    @inlinable\n    public static func c() {}\n" + "\n".join(bare) + "\n}"
    assert [line for _, line in faults(text)] == bare


def test_a_silent_throw_is_found():
    silent = ["public func a() throws {}", "public init(\n  _ x: Int) throws(E) {", "public func b(_ f: () throws -> Void) async throws -> Int {}"]
    quiet = ["public func c(_ f: () throws -> Void) rethrows {}", "public func d() {}\nfunc e() throws {}", "public let f: () throws -> Void"]
    for text in silent:
        assert list(faults(f"/// What it is.\n{text}")) == [(2, text.split("\n")[0])]
        assert not list(faults(f"/// What it is.\n///\n/// - Throws: `E`.\n{text}"))
    for text in quiet:
        assert not list(faults(f"/// What it is.\n{text}"))

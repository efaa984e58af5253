"""Every public declaration says what it is."""

import re

from program import REPOSITORY

DECLARATION = re.compile(r"\s*(?:@\w+(?:\([^)]*\))?\s+)*public (?:(?:static|final|mutating|nonmutating|internal\(set\)|package\(set\)|private\(set\)|override|convenience|required|indirect) )*"
                         r"(?:var|let|func|struct|class|enum|protocol|typealias|subscript|actor) ?(\w*)")
# What a protocol of the standard library asks for is described there.
WITNESSES = {"description", "hash", "errorDescription"}


def undocumented(text):
    """The numbers and texts of lines that declare something public without a comment above them."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        found = DECLARATION.match(line)
        if not found or found.group(1) in WITNESSES or "static func ==" in line or "static func <" in line:
            continue
        above = i - 1
        while above >= 0 and re.match(r"\s*@", lines[above]):
            above -= 1
        if not re.match(r"\s*(///|\*/)", lines[above]):
            yield i + 1, line.strip()


def test_every_public_declaration_has_a_comment():
    bare = [f"{path.relative_to(REPOSITORY)}:{line}: {text}" for path in sorted((REPOSITORY / "Sources").rglob("*.swift"))
            for line, text in undocumented(path.read_text("utf-8"))]
    assert not bare, "\n".join(["public declarations without a comment:", *bare])


def test_a_bare_declaration_is_found():
    assert list(undocumented("/// One.\npublic struct A {\n    public let b: Int\n    /// C.\n    @inlinable\n    public static func c() {}\n}")) == [
        (3, "public let b: Int")]

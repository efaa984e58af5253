"""Finds the small changes that could be made to Swift sources, and writes sources that hold all of them, each behind a switch.

A *site* is a statement, the value of a declaration, or a condition. Its changes stand beside it as branches of their own, so that
the compiler checks each by itself, and comments tell which branch a line belongs to: `<M7>` to `</M7>` is mutant 7 and `<S3>` to
`</S3>` is all of site 3.
"""

import re
from dataclasses import dataclass, field

import tree_sitter
import tree_sitter_swift

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_swift.language()))

# Binary operators from the loosest to the tightest; what else stands between spaces ends an operand.
PRECEDENCE = [["||"], ["&&"], ["<", "<=", ">", ">=", "==", "!=", ".<", ".<=", ".>", ".>=", ".==", ".!="], ["??"], ["..<", "..."],
              ["+", "-", "|", ".|"], ["*", "/", "%", "&", ".&"], ["<<", ">>"]]
LEVEL = {operator: level for level, operators in enumerate(PRECEDENCE) for operator in operators}
OTHERS = {"+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="],
          ">=": [">", "<"], "==": ["!="], "!=": ["=="], "&&": ["||"], "||": ["&&"], "??": [], "..<": [], "...": [], "<<": [">>"],
          "|": ["&"], "&": ["|"], ".&": [".|"], ".|": [".&"], ".<": [".<=", ".>="], ".<=": [".<", ".>"], ".>": [".>=", ".<="],
          ".>=": [".>", ".<"], ".==": [".!="], ".!=": [".=="], "+=": ["-=", "="], "-=": ["+=", "="], "*=": ["/="], "/=": ["*="],
          "|=": ["&="], "&=": ["|="]}
KEEPS_LEFT, KEEPS_RIGHT, SWAPS = set("+-*/") | {"&&", "||"}, {"+", "*", "&&", "||", "??"}, set("-/")
WORDS = {"min": ["max"], "max": ["min"], "true": ["false"], "false": ["true"], "first": ["last"], "last": ["first"],
         "lowerBound": ["upperBound"], "upperBound": ["lowerBound"], "firstIndex": ["lastIndex"], "contains": ["allSatisfy"],
         "allSatisfy": ["contains"], "down": ["up"]}
# Names that mean something only after a point that nothing stands before.
CASES = {"open": ["blocked"], "blocked": ["open", "withdrawn"], "withdrawn": ["blocked"], "none": ["threatened"],
         "threatened": ["none"], "requested": ["threatened", "warned"], "warned": ["requested"], "fined": ["warned"],
         "ordered": ["fined"], "registered": ["complied", "none"], "complied": ["registered"], "comply": ["register"],
         "register": ["comply"], "withdraw": ["unblock"], "fine": ["warning"], "restrictTools": ["block"],
         "circumventingBlocked": ["circumventingOpen"], "circumventingOpen": ["circumventingBlocked"],
         "waitingBlocked": ["waitingOpen"], "waitingOpen": ["waitingBlocked"], "direct": ["left"], "left": ["direct"],
         "organizer": ["telecom"], "telecom": ["organizer"], "allZero": ["allOne"], "allOne": ["allZero"], "zero": ["one"],
         "infinity": ["zero"]}
SHIFTED = {"at", "by", "day", "days", "from", "through", "since", "after", "times", "to", "atPart", "notPast", "begunAt"}
TAILS = {"atLeastZero", "zeroedFromBelow", "rounded", "sorted", "magnitudes", "reversed"}
OPENING, CLOSING = {"(": ")", "[": "]", "{": "}"}, set(")]}")
# An operand never reaches over these.
BOUNDS = {",", ":", "?", "=", "in", "return", "throw", "let", "var", "case", "where", "try", "await", "unsafe", "if", "else", "guard",
          "while", "for", "switch", "is", "as", ";"} | {o for o in OTHERS if o.endswith("=") and o not in LEVEL}
ATOMS = {"line_string_literal", "multi_line_string_literal", "raw_string_literal", "key_path_expression", "comment",
         "multiline_comment", "real_literal", "user_type", "type_arguments", "directive"}
UNTOUCHED = {"precondition", "preconditionFailure", "assert", "fatalError"}


@dataclass
class Edit:
    """A change of a piece of the source."""
    start: int
    end: int
    new: str
    change: str


@dataclass
class Site:
    """A piece of the source that is written several times."""
    kind: str
    start: int
    end: int
    edits: list = field(default_factory=list)
    value: int = -1  # where what is changed begins, if not at the start
    named: int = -1  # where begins what tells it from others, if not there

    def __post_init__(self):
        self.value = self.start if self.value < 0 else self.value
        self.named = self.value if self.named < 0 else self.named


@dataclass(frozen=True)
class Mutant:
    """A change by its number, and by what tells it from others however the file around it changes."""
    number: int
    site: int
    file: str
    line: int
    code: str
    change: str


@dataclass
class Token:
    """A word, number, operator or bracket."""
    text: str
    start: int
    end: int
    partner: int = -1


class Source:
    """One file with its sites."""

    def __init__(self, text):
        # Inlined everywhere, so many branches would take the optimizer too long.
        self.bytes = text.replace("@inline(__always)", " " * len("@inline(__always)")).encode()
        self.sites = []
        self._walk(PARSER.parse(self.bytes).root_node)
        self.sites = [site for site in self.sites if site.edits]
        self.sites.sort(key=lambda site: (site.start, -site.end))

    def text(self, start, end):
        return self.bytes[start:end].decode()

    # Sites

    def _walk(self, node):
        if node.type == "statements":
            for child in node.named_children:
                if child.type not in ("comment", "multiline_comment"):
                    self._statement(child)
        elif node.type == "property_declaration":
            self._declaration(node)
        elif not self._is_public_inline(node):
            for child in node.children:
                self._walk(child)

    def _is_public_inline(self, node):
        """Bodies that other modules compile can't see the switch."""
        return any(child.type == "modifiers" and b"@inlinable" in child.text for child in node.children)

    def _statement(self, node):
        kind = node.type
        if node.has_error and kind not in ("function_declaration", "class_declaration"):
            return
        if kind == "property_declaration":
            self._declaration(node)
        elif kind in ("if_statement", "guard_statement", "while_statement"):
            self._conditions(node)
        elif kind == "for_statement":
            self._loop(node)
        elif kind == "switch_statement":
            self._subject(node)
        elif kind in ("function_declaration", "class_declaration", "do_statement", "defer_statement", "typealias_declaration"):
            for child in node.children:
                self._walk(child)
        elif kind == "call_expression" and node.children[0].text.decode() in UNTOUCHED:
            return
        elif kind == "call_expression" and node.children[0].text == b"defer":
            self._inner(node)
        else:
            self._whole(node)

    def _whole(self, node):
        """A statement that is one expression, an assignment or a way out."""
        site = Site("statement", node.start_byte, node.end_byte)
        is_guard_exit = node.parent.parent is not None and node.parent.parent.type == "guard_statement"
        if not (is_guard_exit or self._is_value(node) or self._initializes(node) or node.text.startswith((b"return ", b"throw "))):
            site.edits.append(Edit(node.start_byte, node.end_byte, "", "dropped"))
        opaque = self._inner(node)
        site.edits += self._edits(node, site.start, site.end, opaque)
        self.sites.append(site)

    def _initializes(self, node):
        """Whether a statement may give a property, or a constant declared before, its first value."""
        if node.text.startswith((b"(", b"self.init(")):
            return True
        around = node.parent
        while around.type in ("statements", "function_body", "if_statement", "switch_statement", "switch_entry",
                              "do_statement", "catch_block"):
            around = around.parent
        return around.type == "init_declaration" and bool(re.match(rb"(unsafe )?(self\.)?\w+ = ", node.text))

    def _is_value(self, node):
        """Whether a statement is what its function, closure or branch comes to."""
        block = node.parent
        if node.type == "assignment":
            return False
        if block.type != "statements" or sum(child.type not in ("comment", "multiline_comment") for child in block.named_children) > 1:
            return block.type not in ("statements", "if_statement")
        around = block.parent
        if around.type == "function_body":
            return any(child.type == "->" for child in around.parent.children)
        if around.type in ("switch_entry", "if_statement"):
            return self._is_value(around if around.type == "if_statement" else around.parent)
        return around.type in ("computed_property", "computed_getter", "lambda_literal")

    def _declaration(self, node):
        equals = [i for i, child in enumerate(node.children) if child.type == "="]
        if len(equals) != 1 or self._is_public_inline(node):
            for child in node.children:
                if child.type not in ("modifiers", "type_annotation"):
                    self._walk(child)
            return
        value = node.children[equals[0] + 1]
        if value.type in ("if_statement", "switch_statement", "lambda_literal") or value.has_error:
            self._walk_inside(value)
            return
        binding = next((child for child in node.children if child.type == "value_binding_pattern"), value)
        site = Site("statement", value.start_byte, node.end_byte, named=binding.start_byte)
        site.edits = self._edits(node, site.start, site.end, self._inner(value))
        self.sites.append(site)

    def _walk_inside(self, node):
        if node.type in ("if_statement", "switch_statement"):
            self._statement(node)
        else:
            for child in node.children:
                self._walk(child)

    def _inner(self, node):
        """Walks closures of several statements within an expression; where they stand."""
        found = []
        for child in node.children:
            if child.type == "lambda_literal" and self._is_long(child):
                self._walk(child)
                found.append((child.start_byte, child.end_byte))
            elif child.type in ("if_statement", "switch_statement"):
                self._statement(child)
                found.append((child.start_byte, child.end_byte))
            else:
                found += self._inner(child)
        return found

    def _is_long(self, closure):
        plain = re.compile("expression|call|literal|identifier")
        statements = [s for c in closure.children if c.type == "statements" for s in c.named_children if s.type != "comment"]
        return len(statements) > 1 or any(not plain.search(s.type) for s in statements)

    def _conditions(self, node):
        head = []
        for child in node.children[1:]:
            if child.type in ("{", "else"):
                break
            head.append(child)
        clause = []
        for child in [*head, None]:
            if child is None or child.type == ",":
                self._clause(node, clause)
                clause = []
            else:
                clause.append(child)
        is_else = False
        for child in node.children[len(head) + 1:]:
            is_else = is_else or child.type == "else"
            if child.type == "if_statement" and is_else:
                self._statement(child)
            else:
                self._walk(child)

    def _clause(self, node, children):
        equals = next((i for i, child in enumerate(children) if child.type == "="), None)
        if not children or (equals is None and children[0].type in ("value_binding_pattern", "case")):
            return
        part = children if equals is None else children[equals + 1:]
        self._expression(node, "choice" if equals is not None else "condition", part[0].start_byte, part[-1].end_byte)

    def _expression(self, node, kind, start, end):
        text = self.text(start, end)
        if re.search(r"\b(try|await)\b", text) or "{" in text and kind == "choice":
            return
        site = Site(kind, start, end, self._edits(node, start, end, []))
        if kind == "condition" and not site.edits:
            site.edits.append(Edit(start, end, f"!({text})", "negated"))
        self.sites.append(site)

    def _loop(self, node):
        types = [child.type for child in node.children]
        values = node.children[types.index("in") + 1:types.index("{")]
        for child in values:
            if child.type == "where_clause":
                self._expression(child, "condition", child.children[1].start_byte, child.end_byte)
            else:
                edits = self._edits(child, child.start_byte, child.end_byte, [])
                self.sites.append(Site("loop", node.start_byte, child.end_byte, edits, child.start_byte))
        for child in node.children[types.index("{"):]:
            self._walk(child)

    def _subject(self, node):
        self._expression(node, "choice", node.children[1].start_byte, node.children[1].end_byte)
        for child in node.children[2:]:
            self._walk(child)

    # Edits

    def _edits(self, node, start, end, opaque):
        tokens = [t for t in leaves(node) if start <= t.start and t.end <= end]
        tokens = [t for t in tokens if not any(a <= t.start < b for a, b in opaque)]
        pair_brackets(tokens)
        edits = []
        for i, token in enumerate(tokens):
            edits += self._edits_at(tokens, i, token, opaque)
        unique = {(e.start, e.end, e.new): e for e in edits if e.new != self.text(e.start, e.end)}
        return list(unique.values())

    def _edits_at(self, tokens, i, token, opaque):
        before, after = (tokens[i - 1] if i else None), (tokens[i + 1] if i + 1 < len(tokens) else None)
        spaced = before is not None and self._space(before, token) and after is not None and self._space(token, after)
        text = token.text
        if text in OTHERS and before is not None and (spaced or text in ("..<", "...")) and after is not None:
            yield from self._operator(tokens, i, opaque)
        elif text == "?" and spaced:
            a = self._left(tokens, i, -1)
            condition = self.text(tokens[a].start, before.end)
            if not any(o in condition for o in (" < ", " > ", " <= ", " >= ", " == ", " != ")):
                yield Edit(tokens[a].start, before.end, f"!({condition})", f"{short(condition)} → negated")
        elif text == "-" and after is not None and not self._space(token, after):
            yield Edit(token.start, token.end, "", f"-{short(after.text)} → without its sign")
        elif text in ("!", "bang") and after is not None and not self._space(token, after) and (before is None or before.end < token.start
                                                                                               or before.text in OPENING):
            yield Edit(token.start, token.end, "", f"!{short(after.text)} → not negated")
        elif re.fullmatch(r"\d[\d_]*", text) and not (before and before.text == "."):
            number = int(text.replace("_", ""))
            yield self._replaced(token, str(number + 1))
            if number > 0 and number != 1:
                yield self._replaced(token, str(number - 1))
            elif number == 1:
                yield self._replaced(token, "0")
        elif re.fullmatch(r"\d[\d_.eE+-]*", text):
            yield self._replaced(token, "1.0" if float(text.replace("_", "")) == 0 else f"(2 * {text})")
        elif text == "$0" and any(t.text == "$1" for t in tokens) or text == "$1":
            yield self._replaced(token, "$1" if text == "$0" else "$0")
        elif re.fullmatch(r"\w+", text):
            yield from self._word(tokens, i, before, after)

    def _replaced(self, token, new):
        return Edit(token.start, token.end, new, f"{token.text} → {new}")

    def _word(self, tokens, i, before, after):
        token = tokens[i]
        is_member = before is not None and before.text == "." and before.end == token.start
        is_implicit = is_member and (i < 2 or tokens[i - 2].end < before.start or tokens[i - 2].text in OPENING
                                     or tokens[i - 2].text == "Value")
        is_label = after is not None and after.text == ":"
        if is_label and token.text in SHIFTED and before is not None and (before.text in ("(", ",")):
            yield from self._shifted(tokens, i)
        elif not is_label:
            is_free = token.text in ("min", "max", "true", "false")
            others = (WORDS.get(token.text, []) if is_member or is_free else []) + (CASES.get(token.text, []) if is_implicit else [])
            for other in others:
                yield Edit(token.start, token.end, other, f"{token.text} → {other}")
        is_call = after is not None and after.text == "(" and after.start == token.end and after.partner > 0
        if is_call and (token.text in ("min", "max") or not is_member):
            yield from self._arguments(tokens, i)
        if is_member and not is_implicit and token.text in TAILS:
            end = tokens[after.partner].end if is_call else token.end
            yield Edit(before.start, end, "", f".{token.text} dropped")

    def _shifted(self, tokens, i):
        """An argument that is a time or a number of days, one later."""
        last = i + 2
        while last < len(tokens) and tokens[last].text != "," and tokens[last].text not in CLOSING:
            last = tokens[last].partner if tokens[last].text in OPENING else last
            last += 1
        if i + 2 < last <= len(tokens):
            start, end = tokens[i + 2].start, tokens[last - 1].end
            value = self.text(start, end)
            if not value.startswith((".", "{")):
                yield Edit(start, end, f"({value}) + 1", f"{tokens[i].text}: {short(value)} → one later")

    def _arguments(self, tokens, i):
        """A call of two unnamed arguments with these the other way round; of `min` and `max`, with but one of them."""
        commas, last, j = [], tokens[i + 1].partner, i + 2
        while 0 < j < last:
            if tokens[j].text == ",":
                commas.append(j)
            elif tokens[j].text == ":":
                return
            j = tokens[j].partner + 1 if tokens[j].text in OPENING else j + 1
        if len(commas) != 1:
            return
        a = self.text(tokens[i + 2].start, tokens[commas[0] - 1].end)
        b = self.text(tokens[commas[0] + 1].start, tokens[last - 1].end)
        start, end, call = tokens[i].start, tokens[last].end, short(self.text(tokens[i].start, tokens[last].end))
        if tokens[i].text in ("min", "max"):
            yield Edit(start, end, f"({a})", f"{call} → {short(a)}")
            yield Edit(start, end, f"({b})", f"{call} → {short(b)}")
        else:
            yield Edit(tokens[i + 2].start, tokens[last - 1].end, f"{b}, {a}", f"{call} → swapped")

    def _operator(self, tokens, i, opaque):
        token = tokens[i]
        for other in OTHERS[token.text]:
            yield Edit(token.start, token.end, other, f"{self._around(tokens, i)} → {other}")
        if token.text not in LEVEL:
            return
        level = LEVEL[token.text]
        a, b = self._left(tokens, i, level), self._right(tokens, i, level)
        start, end = tokens[a].start, tokens[b].end
        if any(start < y and x < end for x, y in opaque):
            return
        left, right = self.text(start, tokens[i - 1].end), self.text(tokens[i + 1].start, end)
        what = short(self.text(start, end))
        if token.text in ("..<", "..."):
            yield Edit(tokens[i + 1].start, end, f"(({right}) + 1)", f"{what} → one longer")
        if token.text in KEEPS_LEFT:
            yield Edit(start, end, f"({left})", f"{what} → {short(left)}")
        if token.text in KEEPS_RIGHT:
            yield Edit(start, end, f"({right})", f"{what} → {short(right)}")
        if token.text in SWAPS:
            yield Edit(start, end, f"(({right}) {token.text} ({left}))", f"{what} → swapped")

    def _around(self, tokens, i):
        return f"{tokens[i - 1].text} {tokens[i].text} {tokens[i + 1].text}"

    def _left(self, tokens, i, level):
        """The first token of the operand before an operator."""
        j = i - 1
        while True:
            if tokens[j].text in CLOSING:
                j = tokens[j].partner
            if j <= 0 or self._ends(tokens, j - 1, level, inclusive=False):
                return max(j, 0)
            j -= 1

    def _right(self, tokens, i, level):
        """The last token of the operand after an operator."""
        j = i + 1
        while True:
            if tokens[j].text in OPENING:
                j = tokens[j].partner
            if j + 1 >= len(tokens) or self._ends(tokens, j + 1, level, inclusive=True):
                return j
            j += 1

    def _ends(self, tokens, j, level, inclusive):
        """Whether a token is none of the operand of an operator of that level."""
        text = tokens[j].text
        if text in OPENING and not inclusive or text in CLOSING and inclusive:
            return True
        spaced = 0 < j < len(tokens) - 1 and self._space(tokens[j - 1], tokens[j]) and self._space(tokens[j], tokens[j + 1])
        if text in BOUNDS and (text != "?" or spaced):
            return True
        if text in LEVEL and (spaced or text in ("..<", "...")):
            return LEVEL[text] <= level if inclusive else LEVEL[text] < level
        return False

    def _space(self, a, b):
        return a.end < b.start

    # Sources with switches

    def schemata(self, file, first, first_site, without):
        """The source with a branch for each mutant but those of `without`, and the mutants, numbered from `first` on."""
        mutants, numbers = [], {}
        for s, site in enumerate(self.sites):
            code = " ".join(self.text(site.named, site.end).split())
            line = self.bytes[:site.start].count(b"\n") + 1
            again = {}
            for edit in site.edits:
                number = first + len(mutants)
                numbers[id(edit)] = number
                again[edit.change] = again.get(edit.change, 0) + 1
                which = f" ({again[edit.change]})" if again[edit.change] > 1 else ""
                mutants.append(Mutant(number, first_site + s, file, line, code, edit.change + which))
        text = self._rendered(0, len(self.bytes), list(enumerate(self.sites, first_site)), numbers, without)
        return "internal import CMutation\n" + text, mutants

    def _rendered(self, start, end, sites, numbers, without):
        parts, at = [], start
        while sites:
            (number, site), rest = sites[0], sites[1:]
            inner = [s for s in rest if s[1].end <= site.end]
            sites = [s for s in rest if s[1].start >= site.end]
            parts += [self.text(at, site.start), self._branches(number, site, inner, numbers, without)]
            at = site.end
        return "".join([*parts, self.text(at, end)])

    def _branches(self, number, site, inner, numbers, without):
        original = self._rendered(site.value, site.end, inner, numbers, without)
        branches = [(numbers[id(edit)], self._changed(site, edit)) for edit in site.edits if numbers[id(edit)] not in without]
        head = self.text(site.start, site.value)
        if not branches:
            return head + original
        marked = [(n, f"/*<M{n}>*/{text}/*</M{n}>*/") for n, text in branches]
        if site.kind in ("statement", "loop"):
            chain = " else ".join(f"if weir_is({n}) != 0 {{\n{text}\n}}" for n, text in marked)
            body = f"{chain} else {{\n{original}\n}}"
            if site.kind == "loop":
                # Over a constant of its own, as the type of one long expression would take too long to find.
                body = f"let weir{number} = {body}\n{head}weir{number}"
        elif site.kind == "condition":
            chain = "".join(f"if weir_is({n}) != 0 {{ return\n{text}\n}}\n" for n, text in marked)
            body = f"({{ () -> Bool in\n{chain}return {original}\n}}())"
        else:
            body = "(" + "".join(f"weir_is({n}) != 0 ? (\n{text}\n) : " for n, text in marked) + f"({original}))"
        return f"/*<S{number}>*/{body}/*</S{number}>*/"

    def _changed(self, site, edit):
        return self.text(site.value, edit.start) + edit.new + self.text(edit.end, site.end)


def short(text):
    """A piece of code on one line, without its middle where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:30]} … {line[-27:]}"


def leaves(node):
    """The tokens of a piece of syntax, in order."""
    if node.type in ("comment", "multiline_comment"):
        return []
    if not node.children or node.type in ATOMS:
        return [Token(node.text.decode(), node.start_byte, node.end_byte)] if node.end_byte > node.start_byte else []
    return [token for child in node.children for token in leaves(child)]


def pair_brackets(tokens):
    """Lets every bracket know its partner."""
    stack = []
    for i, token in enumerate(tokens):
        if token.text in OPENING:
            stack.append(i)
        elif token.text in CLOSING and stack:
            token.partner = stack.pop()
            tokens[token.partner].partner = i


MARK = re.compile(r"/\*<(/?)([MS])(\d+)>\*/")


def blamed(text, line, column):
    """What the innermost mark around a place of a source with switches names, such as ("M", 7); nothing where there is none."""
    offset = sum(map(len, text.splitlines(keepends=True)[:line - 1])) + column - 1
    stack = []
    for mark in MARK.finditer(text):
        if mark.start() > offset:
            break
        if mark[1]:
            stack.pop()
        else:
            stack.append((mark[2], int(mark[3])))
    return stack[-1] if stack else None

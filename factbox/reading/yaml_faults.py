"""What libyaml says of a mistake, and what an author is told of it."""

import msgspec


class YamlFault(msgspec.Struct, frozen=True):
    """What libyaml says of a mistake, and what we say.

    `shape` is a pattern of the line, with a NUL at the place; the place is the one at
    which libyaml stopped or, if `began_earlier`, began to read what it could not end;
    if `is_the_line`, it is where the line begins.
    """

    said: str
    message: str
    hint: str
    shape: str = ""
    began_earlier: bool = False
    is_the_line: bool = False


# The first that fits is told.
FAULTS = (
    YamlFault(
        "",
        "this line is indented with a tab",
        "YAML is indented with spaces; replace the tab",
        shape=r"^[ \0-]*\t",
    ),
    YamlFault(
        "did not find expected",
        "a comma is missing before this key",
        "put a ',' between the two",
        shape=r"\{.*['\"]\s*\0[\w-]+:\s",
    ),
    YamlFault(
        "did not find expected",
        "the text goes on after its closing quotation mark",
        "put the other kind of quotation marks around the whole text",
        shape=r"['\"]\s*\0.",
    ),
    YamlFault(
        "did not find expected",
        "the text goes on after its closing bracket",
        "put quotes around a text that begins with a bracket",
        shape=r"[]}]\s*\0.",
    ),
    YamlFault(
        "mapping values are not allowed",
        "this 'key: text' does not fit the line above it",
        "indent both alike, with a space after the ':' of the line above",
        shape=r"^[^:]*\0",
        is_the_line=True,
    ),
    YamlFault(
        "mapping values are not allowed",
        "a second key seems to begin in this line",
        "write it on a line of its own; if it belongs to the text, put quotes around "
        "the whole text",
        shape=r",\s*[\w-]+\s*\0:",
    ),
    YamlFault(
        "mapping values are not allowed",
        "a second ':' stands in this line",
        "if it belongs to the text, put quotes around the whole text",
    ),
    YamlFault(
        "could not find expected ':'",
        "the ':' needs a space after it",
        "write 'key: text'",
        shape=r"\0[\w-]+:\S",
        began_earlier=True,
    ),
    YamlFault(
        "could not find expected ':'",
        "this line has no ':' after its key",
        "write 'key: text'; if the line belongs to the text above, indent it further",
        began_earlier=True,
    ),
    YamlFault(
        "found unexpected end of stream",
        "a quotation mark is opened here and never closed",
        "add the closing mark, or put the other kind around the whole text",
        began_earlier=True,
    ),
    YamlFault(
        "did not find expected '-' indicator",
        "the '-' needs a space after it",
        "write '- id: …'",
        shape=r"\0-\S",
    ),
    YamlFault(
        "did not find expected '-' indicator",
        "this line is indented with a no-break space, which looks like a space",
        "replace it by a space of the keyboard",
        shape=r"\0[\u00a0\u2007\u202f]",
    ),
    YamlFault(
        "did not find expected '-' indicator",
        "this line does not fit the list above it",
        "indent it like the other keys of its entry, or begin a new entry with '- '",
    ),
    YamlFault(
        "did not find expected key",
        "this line does not fit the lines above it",
        "indent it like the other keys of its entry",
    ),
    YamlFault(
        "did not find expected ',' or",
        "the bracket that opens here is closed only behind a ' #', at which YAML ends "
        "the line",
        "leave out the space before the '#' if a source and its note stand there, or "
        "put quotes around the text",
        shape=r"\0[\[{](?:[^#]|\S#)* #\S.*[\]}]\s*$",
        began_earlier=True,
    ),
    YamlFault(
        "did not find expected ',' or",
        "what stands in these braces is not parted as it should be",
        "put a ',' between two keys, and quotes around a text with ': ' in it",
        shape=r"\0\{[^{}]*\}\s*$",
        began_earlier=True,
    ),
    YamlFault(
        "did not find expected ',' or",
        "a bracket is opened here and never closed",
        "add the closing bracket, or put quotes around a text that begins with one",
        began_earlier=True,
    ),
    YamlFault(
        "did not find expected alphabetic or numeric character",
        "a text cannot begin with '*' or '&'",
        "put quotes around the text",
        began_earlier=True,
    ),
    YamlFault(
        "did not find expected comment or line break",
        "a text stands beside the '>' or '|' that announces it",
        "begin it on the next line, indented, or put quotes around all of it",
        began_earlier=True,
    ),
    YamlFault(
        "cannot start any token",
        "a text cannot begin with this character",
        "put quotes around the text",
    ),
    YamlFault(
        "did not find expected node content",
        "a text cannot begin with this character",
        "put quotes around the text",
    ),
    YamlFault(
        "directive",
        "a line cannot begin with '%'",
        "put quotes around the text, or '#' in front of a remark",
        began_earlier=True,
    ),
    YamlFault(
        "did not find expected <document start>",
        "this line belongs to nothing above it",
        "indent it like the lines that it belongs to",
    ),
    YamlFault(
        "block sequence entries are not allowed",
        "a list cannot begin on this line",
        "put the '-' on a line of its own, indented under the key",
    ),
    YamlFault(
        "mapping keys are not allowed",
        "a text cannot begin with '? '",
        "put quotes around the text",
    ),
    YamlFault(
        "found unknown escape character",
        "a backslash in double quotes begins an escape that YAML does not know",
        "use single quotes around the text, or write the backslash twice",
    ),
)

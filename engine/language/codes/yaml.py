"""Y1xx: reading the file itself, before anything is known about what it says."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    # -- the bytes
    "Y101": Code(
        "too-large",
        N_("the file has %(size)s bytes; at most %(limit)s are read"),
        N_("split it: an SOP can call another one"),
    ),
    "Y102": Code(
        "too-deep",
        N_("nested more than %(limit)s levels deep"),
        N_("an SOP needs about ten; look for a bracket that is never closed"),
    ),
    "Y103": Code(
        "too-many-parts",
        N_("more than %(limit)s keys, values and list items in one file"),
        N_("split it: an SOP can call another one"),
    ),
    "Y126": Code(
        "too-many-entries",
        N_("more than %(limit)s entries in one list or map"),
        N_("split it: an SOP can call another one"),
    ),
    "Y104": Code(
        "not-utf-8",
        N_("the file is not UTF-8: byte %(byte)s cannot be read here"),
        N_("save it as UTF-8"),
    ),
    "Y105": Code(
        "other-encoding",
        N_("the file is written in %(encoding)s, not in UTF-8"),
        N_("in the editor choose 'Save with encoding', then UTF-8"),
    ),
    "Y106": Code(
        "cut-off",
        N_("the file ends in the middle of a character"),
        N_("it was cut off while it was copied or saved; take it from where it came again"),
    ),
    "Y107": Code(
        "invisible-character",
        N_("an invisible character (%(character)s) stands here"),
        N_("delete it; it usually comes along when text is copied from a chat or from Word"),
    ),
    "Y108": Code(
        "empty-file",
        N_("there is nothing in this file"),
        N_("begin with a line such as 'sop: shipping'; 'sop new' writes an example"),
    ),
    "Y109": Code(
        "second-document",
        N_("a second document begins here; one file holds one"),
        N_("put it into a file of its own; '---' and '...' stand between documents"),
    ),
    # -- what YAML itself refuses
    "Y110": Code("not-yaml", N_("this cannot be read as YAML: %(problem)s")),
    "Y111": Code(
        "colon-in-text",
        N_("a second ': ' on this line: one key has one value"),
        N_("put a text that contains ': ' in quotes"),
    ),
    "Y112": Code(
        "no-colon",
        N_("this line stands among keys and has no ':'"),
        N_("write 'key: value', or '- ' before an item of a list"),
    ),
    "Y113": Code(
        "no-space-after-colon",
        N_("a space is missing after ':'"),
        N_("write '%(better)s'"),
    ),
    "Y114": Code(
        "full-width-colon",
        N_("this is a full-width '：', which separates nothing"),
        N_("write ': ' (a half-width colon and a space)"),
    ),
    "Y115": Code(
        "tab",
        N_("a tab character stands where the line is indented"),
        N_("indent with spaces, two for each level"),
    ),
    "Y116": Code(
        "unclosed-quote",
        N_("this quote is never closed"),
        N_("close it with the same quote; inside '...' a quote is written twice"),
    ),
    "Y117": Code(
        "unclosed-bracket",
        N_("this '%(bracket)s' is never closed, or a comma is missing inside it"),
        N_("close it with '%(closing)s', and put a comma between every two items"),
    ),
    "Y118": Code(
        "cannot-begin",
        N_("a text cannot begin with '%(character)s'"),
        N_("put the text in quotes"),
    ),
    "Y119": Code(
        "indentation",
        N_("this line does not stand where the ones before it do"),
        N_("keys of one map, and items of one list, begin in the same column"),
    ),
    "Y120": Code(
        "escape",
        N_("'\\' inside double quotes begins an escape, and this is none"),
        N_("write the text in single quotes, where '\\' is an ordinary character"),
    ),
    "Y121": Code(
        "indented-under-a-value",
        N_("this key is indented under a line that already has its value"),
        N_("let it begin in the same column as the key above, or take the value above away"),
    ),
    "Y122": Code(
        "list-item",
        N_("an item of a list cannot begin here"),
        N_("begin a new line for it under the key; inside [...] leave out the '- '"),
    ),
    "Y123": Code(
        "unexpected-bracket",
        N_("this '%(bracket)s' closes nothing, or something is missing before it"),
        N_("delete it, or put the text in quotes"),
    ),
    "Y124": Code(
        "directive",
        N_("a line that begins with '%%' is a YAML directive; none is used here"),
        N_("delete the line"),
    ),
    "Y125": Code(
        "bracket-behind-a-hash",
        N_("' #' begins a comment, and the '%(bracket)s' is in it"),
        N_("put the text in quotes if '#' belongs to it"),
    ),
    # -- what YAML allows and this language does not
    "Y130": Code(
        "duplicate-key",
        N_("'%(key)s' stands here a second time; the first is on line %(first)s"),
        N_("delete one of them, or give one another name"),
    ),
    "Y131": Code(
        "alias",
        N_("a text that begins with '*' is an alias in YAML; none is used here"),
        N_("put the text in quotes, or write out what was meant"),
    ),
    "Y132": Code(
        "anchor",
        N_("a text that begins with '&' is an anchor in YAML; none is used here"),
        N_("put the text in quotes, or delete the anchor"),
    ),
    "Y133": Code(
        "tag",
        N_("a text that begins with '!' is a tag in YAML; none is used here"),
        N_("put the text in quotes, or delete the tag"),
    ),
    "Y134": Code(
        "key-not-text",
        N_("a key is a text; here it is a list or a map"),
        N_("put a text that begins with '[' or '{' in quotes"),
    ),
    # -- what can be read, and hardly says what was meant
    "Y140": Code(
        "key-without-value",
        N_("'%(key)s' has no value: inside {...} a comma begins a new key"),
        N_("put a text with a comma in quotes, or write one key on each line instead of {...}"),
    ),
    "Y141": Code(
        "cut-by-hash",
        N_("everything from ' #' on is a comment: the value here is '%(value)s'"),
        N_("put the text in quotes if '#' belongs to it; write '# ' if it is a comment"),
    ),
    "Y142": Code(
        "cut-by-comma",
        N_("'%(value)s' seems to be cut by a comma: a bracket in it is not closed"),
        N_("put the text in quotes, or write one item on each line"),
    ),
    "Y143": Code(
        "full-width-comma",
        N_("a full-width '，' separates nothing: this is one item"),
        N_("write ', ' between items; put the text in quotes if it is meant so"),
    ),
    "Y144": Code(
        "cut-number",
        N_("the comma makes two items of '%(value)s'"),
        N_("write numbers without separators, or put the text in quotes"),
    ),
    "Y145": Code(
        "dash-without-space",
        N_("a space is missing after '-': this is a text and no list"),
        N_("write '- ' before each item; put the text in quotes if it is meant so"),
    ),
    "Y146": Code(
        "glued-key",
        N_("'%(key)s' is not a key here but the beginning of a text"),
        N_("write '%(key)s: ' (a half-width colon and a space)"),
    ),
    "Y147": Code(
        "full-width-quotes",
        N_("full-width quotes are part of the text; they do not quote it"),
        N_("write \"...\" or '...'; inside these, full-width quotes are a text's own"),
    ),
}

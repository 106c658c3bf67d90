"""Writes the Unicode tables of SpikeText: what the `tokenizers` library does with every Unicode scalar.

Usage: python tools/make-goldens/unicode_tables.py   (from the package root; needs tokenizers, see requirements.txt)

The library carries its own, older Unicode tables (and one mistyped CJK range), so nothing here is taken from a standard:
every scalar goes through the library's normalizers and pre-tokenizer, and what comes out is written down. Canonical
combining classes have no accessor; they follow from which of two neighbouring marks the library puts first.
"""

import pathlib
import textwrap
import unicodedata

import tokenizers
from tokenizers.normalizers import NFD, BertNormalizer, Lowercase
from tokenizers.pre_tokenizers import BertPreTokenizer

OUTPUT = pathlib.Path("Sources/SpikeText")
HANGUL = range(0xAC00, 0xD7A4)
SCALARS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]


def bert(clean=False, chinese=False, strip=False, lower=False):
    return BertNormalizer(clean_text=clean, handle_chinese_chars=chinese, strip_accents=strip, lowercase=lower)


def ranges(scalars):
    found = []
    for c in scalars:
        if found and found[-1][1] == c - 1:
            found[-1][1] = c
        else:
            found.append([c, c])
    return found


def classes():
    """removed, whitespace, punctuation, nonspacing and chinese, as lists of ranges; and nothing else may happen."""
    clean, chinese, pre = bert(clean=True), bert(chinese=True), BertPreTokenizer()
    strip, nfd = bert(strip=True), NFD()
    removed, cleaned, white, punctuation, nonspacing, ideographs = [], [], [], [], [], []
    for c in SCALARS:
        s = chr(c)
        plain = "a" + s + "b"
        match clean.normalize_str(plain):
            case "ab":
                removed.append(c)
            case "a b":
                cleaned.append(c)
            case other:
                assert other == plain, hex(c)
        match [word for word, _ in pre.pre_tokenize_str(plain)]:
            case ["a", "b"]:
                white.append(c)
            case ["a", middle, "b"] if middle == s:
                punctuation.append(c)
            case other:
                assert other == [plain], hex(c)
        match chinese.normalize_str(plain):
            case padded if padded == "a " + s + " b":
                ideographs.append(c)
            case other:
                assert other == plain, hex(c)
        if strip.normalize_str(s) == "" and nfd.normalize_str(s) == s:
            nonspacing.append(c)
    assert set(cleaned) == set(white) - set(removed)
    marks = set(nonspacing)
    for c in SCALARS:
        kept = "".join(d for d in nfd.normalize_str(chr(c)) if ord(d) not in marks)
        assert strip.normalize_str(chr(c)) == kept, hex(c)
    return {
        "removed": ranges(removed),
        "whitespace": ranges(white),
        "punctuation": ranges(punctuation),
        "nonspacing": ranges(nonspacing),
        "chinese": ranges(ideographs),
    }


def decompositions():
    """Full canonical decompositions of everything but the Hangul syllables, which are checked against the formula."""
    nfd, found = NFD(), {}
    for c in SCALARS:
        whole = nfd.normalize_str(chr(c))
        if c in HANGUL:
            index = c - HANGUL.start
            jamo = [0x1100 + index // 588, 0x1161 + index % 588 // 28] + [0x11A7 + index % 28] * (index % 28 > 0)
            assert [ord(d) for d in whole] == jamo, hex(c)
        elif whole != chr(c):
            found[c] = [ord(d) for d in whole]
    return found


def combining_classes(decomposed):
    """The class of every mark, as (first, last, class), from the order the library gives to pairs of marks."""
    nfd = NFD()

    def swaps(first, second):
        pair = chr(first) + chr(second)
        return first != second and nfd.normalize_str("a" + pair) == "a" + pair[::-1]

    known = {}
    for c in SCALARS:
        k = unicodedata.combining(chr(c))
        if k and k not in known and c not in decomposed and (swaps(c, 0x334) or swaps(0x345, c)):
            known[k] = c
    ladder = sorted(known)
    for low, high in zip(ladder, ladder[1:]):
        assert swaps(known[high], known[low]) and not swaps(known[low], known[high]), (low, high)
    found = {}
    lowest, highest = known[ladder[0]], known[ladder[-1]]
    for c in SCALARS:
        if c in decomposed or c in HANGUL or not (swaps(c, lowest) or swaps(highest, c)):
            continue
        equal = [k for k in ladder if not swaps(c, known[k]) and not swaps(known[k], c)]
        assert len(equal) == 1, (hex(c), equal)
        found[c] = equal[0]
    table = []
    for c, k in sorted(found.items()):
        if table and table[-1][1] == c - 1 and table[-1][2] == k:
            table[-1][1] = c
        else:
            table.append([c, c, k])
    return table


def lowercase_runs():
    """One-to-one lowercase mappings as (first, last, step, first target), and the one that gives two scalars apart."""
    lower, runs = Lowercase(), []
    for c in SCALARS:
        target = lower.normalize_str(chr(c))
        if target == chr(c):
            continue
        if len(target) > 1:
            assert (c, target) == (0x130, "i\u0307"), hex(c)
            continue
        t = ord(target)
        if runs:
            first, last, step, base = runs[-1]
            same = t - c == base - first
            if same and (c - last == step or (first == last and c - last <= 2)):
                runs[-1] = [first, c, c - last, base]
                continue
        runs.append([c, c, 1, t])
    return runs


HEADER = f"""\
// Generated by tools/make-goldens/unicode_tables.py from tokenizers {tokenizers.__version__}; do not edit.
// Every Unicode scalar went through the library, whose tables are older than the standard library's.

"""


def array(name, comment, numbers):
    body = textwrap.fill(", ".join(f"0x{n:X}" for n in numbers), 112, break_on_hyphens=False)
    return (
        f"    /// {comment}\n    // swift-format-ignore\n    static let {name}: [UInt32] = [\n"
        + textwrap.indent(body, " " * 8)
        + ",\n    ]\n"
    )


def write(file, arrays):
    text = HEADER + "extension UnicodeTables {\n" + "\n".join(arrays) + "}\n"
    (OUTPUT / file).write_text(text)
    print(file, text.count("\n"), "lines")


def flat(rows):
    return [n for row in rows for n in row]


def main():
    sets = classes()
    says = {
        "removed": "First and last scalar of each range that `clean_text` drops.",
        "whitespace": "First and last scalar of each range that separates words.",
        "punctuation": "First and last scalar of each range that is a word by itself.",
        "nonspacing": "First and last scalar of each range that `strip_accents` drops after decomposition.",
        "chinese": "First and last scalar of each range that `handle_chinese_chars` pads with spaces.",
    }
    decomposed = decompositions()
    singles = [(c, d[0]) for c, d in decomposed.items() if len(d) == 1]
    longer = [(c | len(d) << 24, *d) for c, d in decomposed.items() if len(d) > 1]
    write("UnicodeTables+Classes.swift", [array(n, says[n], flat(sets[n])) for n in says])
    write(
        "UnicodeTables+Mappings.swift",
        [
            array(
                "lowercaseRuns",
                "First, last, step and target of the first scalar of each run of lowercase mappings.",
                flat(lowercase_runs()),
            ),
            array(
                "combiningClasses",
                "First scalar, last scalar and canonical combining class of each range of marks.",
                flat(combining_classes(decomposed)),
            ),
        ],
    )
    write(
        "UnicodeTables+Singletons.swift",
        [array("singletons", "Scalar and the one scalar it decomposes to, ascending.", flat(singles))],
    )
    write(
        "UnicodeTables+Expansions.swift",
        [
            array(
                "expansions",
                "Scalar | count << 24, then the `count` scalars of its full decomposition, ascending.",
                flat(longer),
            )
        ],
    )


if __name__ == "__main__":
    main()

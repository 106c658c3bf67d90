"""Writes the goldens of SpikeText: what the `tokenizers` library makes of the corpus and of every Unicode scalar.

Usage: python tools/make-goldens/tokenizer.py MODEL_FOLDER   (from the package root)

MODEL_FOLDER holds the tokenizer.json of all-MiniLM-L6-v2. Its vocabulary is not committed, only the ids it gives.
"""

import json
import pathlib
import sys

from tokenizers import AddedToken, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import BertProcessing, TemplateProcessing

from tokenizer_corpus import LANGUAGES, WORDS, corpus

OUTPUT = pathlib.Path("Tests/SpikeTextTests/Goldens")
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PAIR_LENGTHS = [3, 4, 5, 8, 13, 16, 17, 32, 33, 64, 128, 512]
# Names are those of the tests.
VARIANTS = {
    "uncased": (True, None),
    "uncased-accents": (True, False),
    "cased": (False, None),
    "cased-stripped": (False, True),
}


def synthetic_vocabulary():
    """Letters and pieces of many scripts, some in both cases, and pieces that only bytes tell apart."""
    both = BertNormalizer(strip_accents=True, lowercase=True)
    letters = [chr(c) for c in range(0x21, 0x7F)]
    letters += sorted({c for text in LANGUAGES + WORDS for c in text + both.normalize_str(text) if c != " "})
    letters += ["\u00c5", "\u212b", "\u03a9", "\u2126", "\u212a", "\u0301", "\u0307", "\u302e", "\U0001d165", "\u4eba", "\U0001f600"]
    words = ["the", "th", "##e", "##ing", "in", "##in", "inin", "un", "##able", "film", "movie", "##s", "##'s", "don", "é", "e\u0301"]
    words += ["##é", "##e\u0301", "ss", "stra", "##ß", "##sse", "한", "##한", "...", "##", "#a", "cafe", "café", "cafe\u0301", "na", "##ive"]
    pieces = SPECIALS[:1] + ["[unused1]"] + SPECIALS[1:] + words + letters + ["##" + c for c in letters]
    return list(dict.fromkeys(pieces))


def build(pieces, lower, strip, clean=True):
    tokenizer = Tokenizer(WordPiece({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(clean_text=clean, strip_accents=strip, lowercase=lower)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    tokenizer.post_processor = BertProcessing(("[SEP]", sep), ("[CLS]", cls))
    tokenizer.add_special_tokens(SPECIALS)
    return tokenizer


def decorated(pieces):
    """Every flag of added tokens that is supported, an added token behind the vocabulary, and odd segments."""
    tokenizer = build(pieces, True, None)
    tokenizer.add_tokens(
        [
            AddedToken("<left>", lstrip=True, normalized=False),
            AddedToken("<right>", rstrip=True, normalized=False),
            AddedToken("<both>", lstrip=True, rstrip=True, normalized=False),
            AddedToken("<both>er", normalized=False),
            AddedToken("Café Crème", normalized=True),
            AddedToken("rock", normalized=True, lstrip=True, rstrip=True),
        ]
    )
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS]:3 $A:4 [SEP]:5", pair="[CLS]:0 $B:1 [SEP]:2 $A:3 [SEP]:4 [SEP]:5", special_tokens=[("[CLS]", cls), ("[SEP]", sep)]
    )
    return tokenizer


DECORATED_TEXTS = [
    "a <left> b <right> c <both> d", "<left>", "  <left>  <left>x", "x\u3000\u00a0<both>\u2003\t<both>er y", "<both><both>er<bo", "<LEFT>",
    "un café crème, CAFÉ CRÈME! cafe creme cafe\u0301 cre\u0300me cafecreme", "rock rocks  rock\t\u2003rock'n'rock ROCK ro\u0301ck", "a <right>  rock  <left> b",
    "[MASK] <right> [MASK]<left>[SEP]", "the rock", "<right>  <left>", "<right>   ", "  <left>", "中rock中", "\u200brock\u200b <\u200bleft>",
]


def ids(tokenizer, lines):
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return "".join(" ".join(map(str, e.ids)) + "\n" for e in tokenizer.encode_batch(lines))


def pairs(tokenizer, lines, count):
    """Lines of: first index, second index (-1: none), maximum length, tokens of type 0, ids."""
    rows = []
    for row in range(count):
        first, second = (row * 7919 + 1) % len(lines), (row * 104729 + 5) % len(lines)
        length = max(PAIR_LENGTHS[row % len(PAIR_LENGTHS)], tokenizer.num_special_tokens_to_add(True))
        tokenizer.enable_truncation(length, strategy="longest_first")
        single = row % 8 == 7
        encoding = tokenizer.encode(lines[first]) if single else tokenizer.encode(lines[first], lines[second])
        rows.append([first, -1 if single else second, length, encoding.type_ids.count(0), *encoding.ids])
    return "".join(" ".join(map(str, row)) + "\n" for row in rows)


def fnv(text):
    state = 0xCBF29CE484222325
    for byte in text.encode():
        state = (state ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{state:016x}"


def scalars():
    """For every 4096 scalars, hashes of what five normalizers, canonical ordering and the word splitter make of them."""
    normalizers = [
        BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True),
        BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=False),
        BertNormalizer(clean_text=False, handle_chinese_chars=True, strip_accents=True, lowercase=False),
        BertNormalizer(clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=True),
        BertNormalizer(clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=True),
    ]
    order, splitter = normalizers[2], BertPreTokenizer()
    rows = []
    for page in range(0, 0x110000, 4096):
        members = [chr(c) for c in range(page, page + 4096) if not 0xD800 <= c <= 0xDFFF]
        text = "".join("x" + c for c in members)
        row = [fnv(n.normalize_str(text)) for n in normalizers]
        row.append(fnv(order.normalize_str("".join(f"x\U0001d165{c}\u302e{c}\u1b44{c}" for c in members))))
        row.append(fnv("\n".join(word for word, _ in splitter.pre_tokenize_str(text))))
        rows.append(f"{page:06x} " + " ".join(row) + "\n")
    return "".join(rows)


def main():
    model = pathlib.Path(sys.argv[1])
    lines, pieces = corpus(), synthetic_vocabulary()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    (OUTPUT / "corpus.json").write_text("[\n" + ",\n".join(json.dumps(line) for line in lines) + "\n]\n")
    (OUTPUT / "vocab.txt").write_text("".join(p + "\n" for p in pieces))
    for name, (lower, strip) in VARIANTS.items():
        chosen = lines if name == "uncased" else lines[::4]
        (OUTPUT / f"{name}.ids").write_text(ids(build(pieces, lower, strip), chosen))
    (OUTPUT / "uncased.pairs").write_text(pairs(build(pieces, True, None), lines, 600))
    special = decorated(pieces)
    texts = DECORATED_TEXTS + lines[::10]
    (OUTPUT / "decorated.json").write_text(special.to_str(pretty=False) + "\n")
    (OUTPUT / "decorated-texts.json").write_text("[\n" + ",\n".join(json.dumps(line) for line in texts) + "\n]\n")
    (OUTPUT / "decorated.ids").write_text(ids(special, texts))
    (OUTPUT / "decorated.pairs").write_text(pairs(special, texts, 120))
    real = Tokenizer.from_file(str(model / "tokenizer.json"))
    (OUTPUT / "minilm.ids").write_text(ids(real, lines))
    real = Tokenizer.from_file(str(model / "tokenizer.json"))
    real.no_padding()
    (OUTPUT / "minilm.pairs").write_text(pairs(real, lines, 600))
    (OUTPUT / "scalars.txt").write_text(scalars())
    print(len(lines), "lines,", len(pieces), "synthetic pieces,", sum(f.stat().st_size for f in OUTPUT.iterdir()), "bytes")


if __name__ == "__main__":
    main()

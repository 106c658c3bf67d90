"""The corpus of the tokenizer goldens: hostile Unicode, a few thousand lines, the same on every run."""

import random
import unicodedata

WORDS = """the a an of and to in is was it that for on with as by at from but not or be are this film movie story plot
acting director performance audience comedy drama script scene character heart ending beautiful terrible funny boring
unforgettable mediocre heartwarming predictable brilliant awkwardly surprisingly overwrought cinematography don't can't
it's rock'n'roll well-made 90s 3.5 1,000 U.S. e-mail naïve café résumé façade Zoë über straße ŒUVRE İstanbul ıslak""".split()

LANGUAGES = """Příliš žluťoučký kůň úpěl ďábelské ódy|Zażółć gęślą jaźń|Árvíztűrő tükörfúrógép|Ĉiuj estas ĝuste ŝanĝitaj
Victor jagt zwölf Boxkämpfer quer über den großen Sylter Deich|STRASSE Straße STRAẞE|Iñtërnâtiônàlizætiøn
Ταχίστη αλώπηξ βαφής ψημένη γη, δρασκελίζει ὑπὲρ νωθροῦ κυνός|ΟΔΥΣΣΕΎΣ ΣΑΣ σας|Ἀρχιμήδης ᾧ ᾳ
Съешь же ещё этих мягких французских булок|Ёлка й Й ї Ї ґ|Щътк҃а ѱалом҄ъ
נַפְשִׁי חֲמַדְתָּ|שלום עולם, מה שלומך?|اَلْعَرَبِيَّةُ لغة جميلة|مرحبا بالعالم ۱۲۳ ٤٥٦|سلام‌علیکم
हिन्दी में लिखा गया क़ ख़ ग़ ज़ ड़ ढ़ फ़|বাংলা ভাষা কোঁ ড়|தமிழ் கொ கோ கௌ|ಕನ್ನಡ ಕೋ|മലയാളം കൊ|తెలుగు|ગુજરાતી|ଓଡ଼ିଆ
ภาษาไทยเขียนติดกัน|ພາສາລາວ|བོད་སྐད་ཡིན། གྷ ཌྷ ཱི|မြန်မာဘာသာ|ភាសាខ្មែរ|ᮘᮞ ᮞᮥᮔ᮪ᮓ|ᬩᬲᬩᬮᬶ ᬓᭀ ᬆ
我爱北京天安门。她說：「你好」|中文English混合text|々〇〻 ㄅㄆㄇ|豈更車賈滑 都塚|𠀀𠀁𪜀𫝀𫠠𬺰丽你
ひらがなとカタカナ、ﾊﾝｶｸ ｶﾞ が ぱ パ|ゔ ヷ ヺ ゞ|한국어 텍스트 각힣가|각힣|ᄀᆨ ㄱㄴ|조선글
Bunaŭ ʻOkina Hawaiʻi|Tiếng Việt có dấu thanh: ờ ở ỡ ợ|Lietùvių̃ į̃ kal̃bos|Yorùbá ẹ̀kọ́|ƏZƏRBAYCAN əlifbası|ʼn ǰ ΐ ΰ և ẖ ẗ ẘ ẙ ẚ
ᏣᎳᎩ ꭰ ꮿ|ⴰⵎⴰⵣⵉⵖ|Ա Բ ևեւ|ქართული ᲥᲐᲠᲗᲣᲚᲘ Ⴀ|𐐀𐐁𐐨 𐓏 𞤀𞤢|ᠮᠣᠩᠭᠣᠯ᠎ᠠ|አማርኛ፡ነው።|ߒߞߏ ߋ߫|ⲘⲉⲧⲢⲉⲙ̀ⲛⲭⲏⲙⲓ""".replace("\n", "|").split("|")

BY_HAND = [
    "", " ", "\t\n\r ", "\u00a0\u3000\u2003", "\u0000", "\ufffd", "a\u0000b", "a\ufffdb", "\ufeffbom", "a\u200bb\u200cc\u200dd",
    "a\u2028b\u2029c\u0085d\u000be\u000cf", "\u0301", "\u0301\u0300", " \u0301 ", "a\u0301\u0301\u0301", "\u200f\u202eabc\u202c",
    "I İ ı i İstanbul DİYARBAKIR I\u0307 i\u0307", "ß ẞ SS ss ﬁ ﬂ ﬀ ﬃ ſt ſ", "Å Å Å Ω Ω K K ℬ ℓ", "① ½ ² ³ ⅷ Ⅷ ㎏ ㍿",
    "👩‍👩‍👧‍👦 👍🏽 🇩🇪 ❤️ ☺ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ #️⃣", "🤷🏾‍♀️text🤷", "x\ue000y\uf8ffz", "\U000f0000 \U0010fffd \U0010ffff", "\ufdd0\uffff\U0001fffe",
    "\u0378\u0379 \u0e3b \U00011fff \U000e1000", "e\u0301é e\u0327\u0301 e\u0301\u0327", "\u1100\u1161\u11a8\u11a8 \uac00\u11a8",
    "q\u0307\u0323 q\u0323\u0307 \u1e69 s\u0323\u0307 \u1e0b\u0323", "\U0001d165\u0301\U0001d16d \U0001d15e \U0001d1bc",
    "\u302e\u302f\u302a \uac00\u302e\u0301\u302f", "\u0344 \u0374 \u037e \u0387 \u1fef \u2000\u2001 \u2329\u232a", "\ufb1d\ufb4e \u0958\u09dc\u0b5c",
    "[MASK]", "[mask]", "[Mask]", "[ MASK ]", "x[MASK]y", "[[MASK]]", "[MASK][MASK]", "[MASK] [MASK]  [MASK]", "[CLS] hi [SEP]",
    "[PAD][UNK]", "[MASK", "MASK]", "[unused1] [unused99]", "[MASK\u0301]", "[\u200bMASK]", "[MA\u00adSK]", "\u0301[SEP]\u0301a",
    "the [MASK]ing of the ##ing", "##a ##", "# # ##", "a##b", "[CLS", "[SEP]\u0000[SEP]", "[ＭＡＳＫ]", "[SEP]中[SEP]", "[UNK]s [UNK]'s",
    "don't can't won't 'tis rock'n'roll", "a.b.c... ?!?! --- — – ‒ ― ‐ - ‑", "http://example.org/a?b=c&d=%20#e", "mail@example.org", "C:\\x\\y",
    "$1,234.56 €5 £6 ¥7 ₿8 ¢ ₹ ₽", "+ - × ÷ = ≠ < > ≤ ^ ` ~ | ¦ ¬ ¯ ° ± ´ ¶ · ¸ § ¨ © ®", "「」『』【】〈〉《》〔〕、。・〜〝〟", "¿Qué? ¡Sí! «oui» „ja“ ‚x‘ ‹y›",
    "\u066a\u066b\u066c\u061b\u061f\u06d4 \u0964\u0965 \u0e2f\u0e5a \u1361\u1362 \u166e\u1805", "\u2e3a\u2e3b\u2e3c\u2e52\u2e5d \ua8fc \U00010100 \U0001e95e \U00011fff",
]

LIBRARY_CJK = [0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0x20000, 0x2A6DF, 0x2A700, 0x2B73F, 0x2B740, 0x2B81F, 0x2B820,
    0x2B91F, 0x2B920, 0x2CEAF, 0x2CEB0, 0x2EBE0, 0x2EBF0, 0x2EE5D, 0x2F800, 0x2FA1F, 0x30000, 0x3134A, 0x31350, 0x323AF, 0x323B0,
    0x2E80, 0x2FDF, 0x3005, 0x3007, 0x3021, 0x303B, 0x3041, 0x30FF, 0x3100, 0x312F, 0x31C0, 0x31EF, 0xAC00, 0xD7A3, 0xD7B0, 0xFF66, 0xFF9F]


def long_words():
    for unit in ["a", "é", "e\u0301", "ß", "ж", "क", "\U0001f600", "\U00010428", "x\u200b", "中", "."]:
        for count in [99, 100, 101, 102, 250]:
            yield unit * count
    yield "in" * 50
    yield "in" * 51
    yield "word " + "z" * 101 + " word"
    yield "a" * 2500
    yield "ab-" * 900


def scalars_by_category():
    found = {}
    for c in range(0x110000):
        if not 0xD800 <= c <= 0xDFFF:
            found.setdefault(unicodedata.category(chr(c)), []).append(chr(c))
    return found


def corpus():
    pick = random.Random(20240229)
    category = scalars_by_category()
    lines = list(BY_HAND)
    for text in LANGUAGES:
        lines += [text, text.upper(), unicodedata.normalize("NFD", text), unicodedata.normalize("NFKC", text.title())]
    for edge in LIBRARY_CJK:
        lines.append("".join("a" + chr(c) for c in (edge - 1, edge, edge + 1)) + "b")
    lines += long_words()
    for name, members in sorted(category.items()):
        for _ in range(12):
            lines.append(" ".join("k" + pick.choice(members) + pick.choice(["", "m", pick.choice(members)]) for _ in range(8)))
    for name in ["Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sk", "Sm", "Sc", "Zs"]:
        members = category[name][:400]
        for start in range(0, len(members), 20):
            lines.append("n".join(members[start : start + 20]))
    marks = category["Mn"] + category["Mc"] + category["Me"]
    for _ in range(300):
        lines.append(" ".join(pick.choice("aeiouAKsz가か\u0915\u1b13") + "".join(pick.choices(marks, k=pick.randint(1, 4))) for _ in range(6)))
    for _ in range(500):
        lines.append(" ".join(pick.choices(WORDS, k=pick.randint(1, 30))) + pick.choice([".", "!", " ?", "...", ""]))
    everything = [members for _, members in sorted(category.items())]
    atoms = WORDS + BY_HAND[30:70] + [word for text in LANGUAGES for word in text.split()]
    for _ in range(900):
        parts = []
        for _ in range(pick.randint(1, 14)):
            kind = pick.random()
            if kind < 0.55:
                parts.append(pick.choice(atoms))
            elif kind < 0.75:
                parts.append(pick.choice(pick.choice(everything)))
            elif kind < 0.85:
                parts.append(pick.choice(marks))
            else:
                parts.append(pick.choice([" ", "  ", "\t", "-", "'", "[MASK]", "\u200d", "\u00ad", "\u3000", ","]))
            parts.append(pick.choice(["", " "]))
        lines.append("".join(parts))
    for length in [400, 900]:
        lines.append(" ".join(pick.choices(WORDS, k=length)))
    return lines

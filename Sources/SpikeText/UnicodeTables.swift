/// What the reference tokenizer does with every Unicode scalar, as generated ranges and mappings.
///
/// Tokenizer ids depend on the Unicode version that the reference library was built with, so the standard library's own
/// properties would give other ids for newer scripts. `UnicodeProperties` makes these lists fast to look up.
enum UnicodeTables {}

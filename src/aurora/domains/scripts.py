"""Scripts by their letters, as the insides of classes of regular expressions."""

# Thai, Lao, Burmese, Khmer, kana, Han
UNSPACED = (
    r"\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u3005-\u3007"
    r"\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
HANGUL = r"\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"  # has spaces between words, not between parts

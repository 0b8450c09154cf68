"""Texts that a model meets, ordinary and hostile, and a place where built files are kept."""

import os
from pathlib import Path

from aurora.infrastructure.models.e5_tokenizer import E5Tokenizer

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("AURORA_BENCH_DATA", ROOT / "../shared/data"))
DATA_EXPECTED = DATA.exists() or os.environ.get("CI") == "true"
TOKENIZER = E5Tokenizer()

HARBOUR = "O porto de Santos é o maior do Brasil e escoa café, soja e açúcar para o mundo."
BREAD = "Sourdough bread rises slowly because wild yeast feeds on flour and water."
SCHOOL = "A universidade oferece bolsas de estudo a alunos de escolas públicas."
ORDINARY = (HARBOUR, BREAD, SCHOOL)

HOSTILE = {
    "empty": "",
    "white space": " \n\t\u3000 ",
    "NUL": "a\x00b\x00",
    "emoji": "😀👩‍👩‍👧 " * 3_000,
    "chinese": "".join(map(chr, range(0x4E00, 0x7E00))),
    "one word": "a" * 30_000,
    "base64": "aGVsbG8gd29ybGQK9fQ+/x" * 1_000,
    "accents upon accents": "e" + "\u0301" * 20_000,
    "ligatures": "\ufdfa" * 2_000,
    "numbers": " ".join(str(number**5) for number in range(3_000)),
    "headings": "# a\n" * 5_000,
    "open brackets": "[" * 20_000,
    "open quotes": "> " * 10_000,
    "open fence": "```\n" + "x = 1\n" * 5_000,
}

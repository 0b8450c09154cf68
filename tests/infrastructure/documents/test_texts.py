"""Tables, data and markup are read as what they mean, within limits."""

import json
from collections.abc import Callable

import pytest

from aurora.domains.blocks import Paragraph, Table, said
from aurora.domains.media_types import media_type_of
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.formats import is_document, transcript_of
from aurora.infrastructure.documents.opening import Opening
from aurora.infrastructure.documents.reading import read_document
from aurora.infrastructure.documents.sight.eyes import Eyes
from aurora.infrastructure.extraction.deadline import at_most

CSV, JSON, LINES, XML = "text/csv", "application/json", "application/jsonl", "application/xml"


def read(content: bytes | str, media_type: str) -> Transcript:
    assert is_document(media_type.partition(";")[0])
    held = content.encode() if isinstance(content, str) else content
    return transcript_of(held, media_type, Opening(transcript_of, Eyes("")))


def text(transcript: Transcript) -> str:
    return write(transcript.blocks, Form.MARKDOWN).text


def rows(transcript: Transcript) -> list[list[str]]:
    *titles, table = transcript.blocks
    assert isinstance(table, Table)
    assert all(isinstance(one, Paragraph) for one in titles)
    return [[said(cell.runs) for cell in row] for row in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_are_read_whatever_divides_and_encodes_them(delimiter: str, codec: str) -> None:
    lines = [["Porto", "Navios"], ["Setúbal", "310"], ["Leixões", "95"]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(codec)
    assert media_type_of(content).startswith("text/")
    transcript = read(content, CSV)
    assert rows(transcript) == lines
    assert isinstance(transcript.blocks[0], Table)
    assert transcript.blocks[0].headers == 1


def test_cells_keep_delimiters_quotes_and_line_ends() -> None:
    found = rows(read('a,"b;\n""c"""\n1,2\n', CSV))
    assert found == [["a", 'b;\n"c"'], ["1", "2"]]


def test_quotes_that_databases_escape_stand_in_their_cells() -> None:
    found = rows(read('a,b\n"he said \\"hi\\", ok","C:\\"\n', CSV))
    assert found == [["a", "b"], ['he said "hi", ok', 'C:"']]
    assert rows(read('a,b\n"C:\\",1\n', CSV))[1] == ["C:\\", "1"]


@pytest.mark.parametrize(
    "row", ['Lisboa,"3,1', 'Lisboa,"3', '"Lisboa,3', 'Lisboa,"3""', 'Lisboa,"3"" ou 4']
)
@pytest.mark.parametrize("rest", ["Porto,2\nFaro,1\n", 'Porto,"2"\n"Faro",1\n'])
def test_a_quote_that_nothing_closes_costs_only_its_row(row: str, rest: str) -> None:
    found = rows(read(f"port,due\n{row}\n{rest}", CSV))
    assert found[0] == ["port", "due"]
    assert found[1][0] == "Lisboa"
    assert found[2:] == [["Porto", "2"], ["Faro", "1"]]


@pytest.mark.parametrize(
    ("table", "headers"),
    [
        ("Distrito,2019,2020\nFaro,12,1950\nÉvora,,7\n", 1),
        (",2021,2020,Total\nFaro,12,14,26\n", 1),
        ("Escola;2019/20;2020/21\nSé;310;290\n", 1),
        ("Camões,1524,1580\nPessoa,1888,1935\n", 0),
        ("Faro,12,2020\nLagos,2020,7\n", 0),
        ("2019,2020,2020\n1,2,3\n", 0),
    ],
)
def test_years_in_their_order_are_titles_of_columns(table: str, headers: int) -> None:
    [found] = read(table, CSV).blocks
    assert isinstance(found, Table)
    assert found.headers == headers


def test_so_does_one_in_a_row_that_is_shorter_than_others() -> None:
    found = rows(read('port,due,day\nLisboa,"3\nPorto,2,seg\n', CSV))
    assert found == [["port", "due", "day"], ["Lisboa", "3", ""], ["Porto", "2", "seg"]]


def test_the_last_cell_of_a_table_that_is_cut_keeps_its_lines() -> None:
    assert rows(read('a,b\n1,"one\ntwo', CSV)) == [["a", "b"], ["1", "one\ntwo"]]


def test_many_quotes_that_nothing_closes_are_read_in_time() -> None:
    with at_most(20):
        assert len(rows(read("a,b\n" + '1,"x""\n' * 100_000, CSV))) == 100_001


@pytest.mark.parametrize("padding", ["", ";;"])
def test_what_stands_above_a_table_is_no_row_of_it(padding: str) -> None:
    lines = [f"Despesas{padding}", f"de 2024{padding}", "", "Rubrica;Valor;Dia", "Água;12,5;seg"]
    transcript = read("\n".join([*lines, "Total"]), CSV)
    assert rows(transcript) == [
        ["Rubrica", "Valor", "Dia"],
        ["Água", "12,5", "seg"],
        ["Total", "", ""],
    ]
    assert text(transcript).startswith("Despesas\n\nde 2024\n\n| Rubrica |")


def test_columns_that_say_nothing_at_the_end_are_left_out() -> None:
    assert rows(read("a;;b;\n1;2;;\n;;3;\n", CSV)) == [
        ["a", "", "b"],
        ["1", "2", ""],
        ["", "", "3"],
    ]
    assert rows(read("Nome;\nAna;3\n", CSV)) == [["Nome", ""], ["Ana", "3"]]


def test_short_rows_are_filled_up_and_a_stated_delimiter_counts() -> None:
    assert rows(read("sep=#\na#b#c\n1\n\n2#3\n", CSV)) == [
        ["a", "b", "c"], ["1", "", ""], ["2", "3", ""],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "Dues of 2024, by port\n\nport;due;day\nLisboa;3,1;Mon\nPorto;2,8;Tue\n",
        "port;due;day\nLisboa;3,1\nPorto;2,8;Tue\nFaro;1,5;Sun\n",
        "port;due;day\nLisboa;3,1;Mon\nPorto;2,8;Tue\nFaro;1,5;Sun\n",
    ],
)
def test_what_divides_most_rows_divides_a_table(table: str) -> None:
    assert ["Porto", "2,8", "Tue"] in rows(read(table, CSV))


@pytest.mark.parametrize("head", ["", "Datum;Betrag, EUR;Saldo, EUR\n", "Konto 12, Bank\n"])
def test_decimal_commas_divide_no_table(head: str) -> None:
    lines = "01.03.2024;12,50;3,20\n02.03.2024;8,00;11,20\n04.03.2024;1,75;9,45\n"
    assert media_type_of(f"{head}{lines}".encode(), "ports.csv") == CSV
    assert ["02.03.2024", "8,00", "11,20"] in rows(read(head + lines, CSV))


def test_numbers_of_data_stay_as_they_are_written() -> None:
    data = r'[{"a": 3.10, "b": 12345678901234567890123}, {"a": NaN, "b": 1e400}]'
    assert rows(read(data, JSON))[1:] == [["3.10", "12345678901234567890123"], ["NaN", "1e400"]]


def test_half_a_character_in_data_costs_only_itself() -> None:
    found = read_document(rb'{"title": "a\ud800b", "\udfff": "\ud83d\ude00"}', JSON)
    assert found.title == "a\ufffdb"
    assert "\ufffd: 😀" in found.text


def test_records_are_a_table() -> None:
    records = [{"porto": "Lisboa", "navios": 12}, {"porto": "Sines", "aberto": True}]
    table = [["porto", "navios", "aberto"], ["Lisboa", "12", ""], ["Sines", "", "true"]]
    assert rows(read(json.dumps(records), JSON)) == table
    assert rows(read("\n".join(map(json.dumps, records)), LINES)) == table


def test_other_data_is_a_list_of_names_and_values() -> None:
    transcript = read(
        json.dumps({"title": "Porto", "cais": [1, {"largo": None}], "maré": {"alta": "10:30"}}),
        JSON,
    )
    assert transcript.facts.title == "Porto"
    assert write(transcript.blocks).text == (
        "- title: Porto\n- cais:\n  - 1\n  - - largo:\n- maré:\n  - alta: 10:30"
    )


def test_a_name_that_data_holds_twice_keeps_all_its_values() -> None:
    found = read('{"port": "Faro", "port": "Lagos", "dues": [1], "port": {"a": 2}}', JSON)
    assert write(found.blocks).text == "- port:\n  - Faro\n  - Lagos\n  - - a: 2\n- dues:\n  - 1"


def test_json_that_goes_on_in_lines_is_read_so() -> None:
    lines = '{"a": 1, "b": 2}\n\n{"a": 3}\n'
    assert (
        rows(read(lines, JSON)) == rows(read(lines, LINES)) == [["a", "b"], ["1", "2"], ["3", ""]]
    )


def test_lines_that_are_no_json_are_named() -> None:
    transcript = read('{"a": 1, "b": 2}\n{"a": \n{"a": 3}\n', LINES)
    assert transcript.reasons == ("line 2 is no JSON",)
    assert rows(transcript) == [["a", "b"], ["1", "2"], ["3", ""]]


def test_xml_says_what_its_elements_say() -> None:
    feed = (
        '<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>Maré</title>'
        "<item><title>Alta</title><description>Sobe <b>às dez</b>.</description></item>"
        "</channel></rss>"
    )
    transcript = read(feed.encode("latin-1"), XML)
    assert transcript.facts.title == "Maré"
    assert text(transcript) == "## Maré\n\n## Alta\n\nSobe às dez."


def test_words_of_mixed_elements_are_said_once_and_together() -> None:
    mixed = "<r><p>a <b><c>x</c></b> tail</p><p>See <b>this</b></p><p><!-- no -->shown</p></r>"
    assert text(read(mixed, XML)) == "a x tail\n\nSee this\n\nshown"


def test_attributes_speak_where_no_element_does() -> None:
    table = '<r><p nome="Ana" idade="3"/><p nome="Rui" x:cor="azul"/></r>'
    transcript = read(table.replace("<r>", '<r xmlns:x="urn:x">'), XML)
    assert rows(transcript) == [["nome", "idade", "cor"], ["Ana", "3", ""], ["Rui", "", "azul"]]
    assert text(read('<r><p nome="Ana">x</p></r>', XML)) == "x"


def test_a_page_that_a_feed_holds_as_text_is_read_as_a_page() -> None:
    page = "&lt;h2&gt;Alta&lt;/h2&gt;&lt;p&gt;Sobe &lt;b&gt;às dez&lt;/b&gt;.&lt;/p&gt;"
    feed = f"<rss><item><title>Maré</title><description>{page}</description></item></rss>"
    assert text(read(feed, XML)) == "## Maré\n\n#### Alta\n\nSobe **às dez**."
    code = "<r><d><![CDATA[<pre>a\n  b</pre> 1 < 2]]></d><d>1 &lt; 2 &gt; 0</d></r>"
    assert text(read(code, XML)) == "```\na\n  b\n```\n\n1 < 2\n\n1 < 2 > 0"


def test_xml_of_many_records_is_read_at_once() -> None:
    with at_most(60):
        assert len(read("<r>" + "<i>x</i>" * 60_000 + "</r>", XML).blocks) == 60_000


FEED = '<link rel="self" href="https://a.pt"/><link rel="alternate" href="https://b.pt"/>'
COLUMNS = '<colspec colname="c1" colwidth="1*"/><colspec colname="c2" colwidth="2*"/>'


@pytest.mark.parametrize("silent", ["", FEED, COLUMNS, '<img id="Porto"><b>x</b></img>'])
def test_names_in_attributes_are_told_beside_what_elements_say(silent: str) -> None:
    ports = '<port name="Faro" ships="3"/><port name="Lagos" ships="4"/><x note="é um cais"/>'
    found = read(f"<all><title>Portos</title>{silent}{ports}<p>Fim</p></all>", XML)
    said = text(found)
    assert said.startswith("## Portos\n\n")
    table = "| name | ships |\n| --- | --- |\n| Faro | 3 |\n| Lagos | 4 |\n\n- - note: é um cais"
    assert said.endswith(f"{table}\n\nFim")
    assert not any(word in said for word in ("self", "alternate", "c1", "id:"))


def test_limits_are_told_in_numbers_that_can_be_read() -> None:
    with pytest.raises(Unreadable, match="more than 500,000 values"):
        read(b"[" + b"1," * 600_000 + b"2]", JSON)


def bomb() -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "a">{entities}]><x>&e11;b</x>'


def test_entities_and_files_outside_are_not_taken_in() -> None:
    with pytest.raises(Unreadable):
        read(bomb(), XML)
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;words</x>'
    assert "root" not in text(read(outside, XML))


REFUSED: dict[str, tuple[Callable[[], bytes], str, UnreadableReason]] = {
    "wide table": (
        lambda: b"a\n" * 9_000 + b"1," * 9_000, CSV, UnreadableReason.TOO_LARGE,
    ),
    "binary table": (lambda: bytes(range(256)) * 9, CSV, UnreadableReason.DAMAGED),
    "endless cell": (lambda: b'"' + b"a" * 1_100_000, CSV, UnreadableReason.DAMAGED),
    "no JSON": (lambda: b"{Porto}", JSON, UnreadableReason.DAMAGED),
    "half JSON": (lambda: b'{"a": 1} and more', JSON, UnreadableReason.DAMAGED),
    "nearly JSON": (lambda: b'{"a":\n1,}\n', JSON, UnreadableReason.DAMAGED),
    "nested JSON": (lambda: b"[" * 100 + b"]" * 100, JSON, UnreadableReason.TOO_LARGE),
    "abysmal JSON": (lambda: b"[" * 99_999 + b"]" * 99_999, JSON, UnreadableReason.TOO_LARGE),
    "much JSON": (
        lambda: b"[" + b"1," * 600_000 + b"2]", JSON, UnreadableReason.TOO_LARGE,
    ),
    "no lines": (lambda: b"a\nb\n", LINES, UnreadableReason.DAMAGED),
    "cut XML": (lambda: b"<?xml version='1.0'?><a><b>", XML, UnreadableReason.DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize(("written", "media_type", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_says_why(
    written: Callable[[], bytes], media_type: str, reason: UnreadableReason
) -> None:
    with pytest.raises(Unreadable) as refused:
        read(written(), media_type)
    assert refused.value.reason == reason

"""E-mails are read with all that was written in them and attached to them."""

from codecs import BOM_UTF8
from email import message_from_bytes
from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from tests.infrastructure.documents.test_containers import MAIL, heads, read, text
from tests.written import bundles, compound, pdfs

from aurora.domains import media_types as types
from aurora.domains.media_types import media_type_of
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import Form, write


def test_an_email_is_read_with_its_facts_quotations_and_attachments() -> None:
    content = bundles.mail(("relatório.pdf", pdfs.report()), ("song.mp3", b"ID3\x04"))
    assert media_type_of(content) == MAIL
    transcript = read(content)
    facts = transcript.facts
    assert facts.title == "A maré de maio"
    assert facts.authors == ("João Sá <joao@example.org>",)
    assert facts.published == "2025-05-05T10:30:00+01:00"
    written = write(transcript.blocks).text
    assert written.startswith("From: João Sá <joao@example.org>\nTo: Ana Reis <ana@example.org>")
    assert "a maré sobe às dez.\n\n> When does it rise?\n> And fall?" in written
    assert (2, "relatório.pdf") in heads(transcript)
    assert (4, "2. A maré") in heads(transcript)
    assert [reason.partition(":")[0] for reason in transcript.reasons] == ["song.mp3"]


def test_of_an_email_in_two_forms_the_one_with_structure_is_read() -> None:
    html = "<p>Olá <b>Ana</b></p><ul><li>maré</li></ul><table><tr><td>a<td>b</table>"
    written = text(read(bundles.mail(html=html)))
    assert "Olá **Ana**\n\n- maré" in written
    assert "<joao@example.org>  \n" in written
    assert "sobe às dez" not in written


def test_emails_in_emails_and_in_mailboxes_are_read() -> None:
    inner = bundles.mail(subject="Inner")
    assert (2, "inner.eml") in heads(read(bundles.mail(("inner.eml", inner))))
    begin = b"From joao@example.org Mon May  5 10:30:00 2025\n"
    transcript = read(begin + bundles.mail(subject="One") + b"\n" + begin + bundles.mail())
    assert heads(transcript) == [(1, "One"), (1, "A maré de maio")]


def test_a_mailbox_of_one_email_is_that_email() -> None:
    begin = b"From joao@example.org Mon May  5 10:30:00 2025\n"
    content = bundles.mail(("report.pdf", pdfs.report()))
    assert read(begin + content, "application/mbox") == read(content)


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: =?utf-8?b?!!!?=\nFrom: <<>>,;@\nDate: yesterday\n\nOla",
        b"From: a@[\nTo: \xff\xfe\nContent-Type: text/plain; charset=nonsense\n\nOla",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nOla\n--c",
    ],
)
def test_emails_with_broken_headers_are_read_all_the_same(head: bytes) -> None:
    assert "Ola" in text(read(head, MAIL))


def test_messages_of_outlook_are_read_as_emails_are() -> None:
    content = compound.message(
        {"relatório.pdf": pdfs.report(), "song.mp3": b"ID3\x04"},
        subject="A maré de maio", body="Olá Ana,\r\n\r\na maré sobe às dez.",
        sender="João Sá", address="joao@example.org", to="Ana Reis",
    )  # fmt: skip
    transcript = read(content, types.MSG)
    assert media_type_of(content) == types.MSG
    assert transcript.facts.title == "A maré de maio"
    assert transcript.facts.authors == ("João Sá <joao@example.org>",)
    written = write(transcript.blocks).text
    assert written.startswith("From: João Sá <joao@example.org>\nTo: Ana Reis\n\nOlá Ana,")
    assert (4, "2. A maré") in heads(transcript)
    assert [reason.partition(":")[0] for reason in transcript.reasons] == ["song.mp3"]


def test_of_a_message_of_outlook_the_form_with_structure_is_read() -> None:
    html = "<meta charset=windows-1252><ul><li>maré</li></ul>".encode("cp1252")
    assert "- maré" in text(read(compound.message(html=html, body="maré"), types.MSG))
    with pytest.raises(Unreadable) as refused:
        read(compound.message(body="maré")[:600], types.MSG)
    assert refused.value.reason is UnreadableReason.DAMAGED


def test_a_path_is_no_message_of_outlook(tmp_path: Path) -> None:
    place = tmp_path / "secret.msg"
    place.write_bytes(compound.message(subject="Secret", body="maré"))
    with pytest.raises(Unreadable):
        read(bytes(place), types.MSG)


def test_the_charset_that_an_email_states_goes_before_that_of_its_page() -> None:
    html = "<html><head><meta charset=iso-8859-1></head><body><p>maré</p></body></html>"
    assert "maré" in text(read(bundles.mail(html=html)))


def test_a_locked_email_says_so() -> None:
    content = b"Subject: x\nFrom: a@example.org\nContent-Type: application/pkcs7-mime\n\nMIIB"
    with pytest.raises(Unreadable) as refused:
        read(content, MAIL)
    assert refused.value.reason is UnreadableReason.ENCRYPTED


def table(name: str) -> MIMEText:
    part = MIMEText("Porto;Taxa\nLisboa;3,10\n", "csv")
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def bundle(kind: str, *parts: MIMEText | MIMEMultipart) -> MIMEMultipart:
    whole = MIMEMultipart(kind)
    for part in parts:
        whole.attach(part)
    return whole


def test_attachments_are_found_however_deep_they_are_put() -> None:
    inner = bundle("mixed", MIMEText("Olá."), table("in.csv"))
    message = bundle("mixed", bundle("signed", inner, MIMEText("MII", "x")), table("out.csv"))
    transcript = read(message.as_bytes(), MAIL)
    assert heads(transcript) == [(2, "in.csv"), (2, "out.csv")]
    assert text(transcript).startswith("Olá.")
    assert not transcript.reasons


def test_words_around_an_attachment_are_all_read() -> None:
    html = bundle("mixed", MIMEText("<b>um</b>", "html"), table("a.csv"), MIMEText("two", "html"))
    transcript = read(bundle("alternative", MIMEText("um"), html).as_bytes(), MAIL)
    assert text(transcript).startswith("**um**\n\ntwo\n\n## a.csv")


def test_what_is_attached_stands_below_no_title_of_what_is_written() -> None:
    html = MIMEText("<h1>Maio</h1><p>um</p><h2>Dia 5</h2><p>dois</p>", "html")
    transcript = read(bundle("mixed", html, table("a.csv")).as_bytes(), MAIL)
    assert heads(transcript) == [(2, "Maio"), (3, "Dia 5"), (2, "a.csv")]


def test_an_email_may_be_nothing_but_an_attachment() -> None:
    transcript = read(table("x.csv").as_bytes(), MAIL)
    assert heads(transcript) == [(2, "x.csv")]
    assert "| Lisboa | 3,10 |" in text(transcript)


def test_what_only_a_key_opens_is_left_out_and_what_is_signed_is_not() -> None:
    message = bundle("mixed", MIMEText("Olá."), bundle("encrypted", MIMEText("x")))
    assert read(message.as_bytes(), MAIL).reasons == ("attachment 1: locked by a key",)
    assert "Olá." in text(read(bundle("mixed", MIMEText("Olá.")).as_bytes(), MAIL))


@pytest.mark.parametrize("codec", ["utf-8", "latin-1"])
def test_headers_that_were_sent_as_they_are_keep_their_letters(codec: str) -> None:
    content = "From: José <j@example.org>\nSubject: Maré de março\nTo: a@b.c\n\nOlá".encode(codec)
    transcript = read(content, MAIL)
    assert transcript.facts.title == "Maré de março"
    assert "From: José <j@example.org>" in write(transcript.blocks).text


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("=?utf-8?Q?mar=E9?=", "maré"),
        ("=?unknown?Q?mar=E9_alta?= hoje", "maré alta hoje"),
        ("Re: =?utf-8*pt?B?bWFyww==?= =?UTF-8?Q?=A9?= =?iso-8859-1?q?=E9?=", "Re: maréé"),
        ("=?utf-8?Q?mar=E9?= =?utf-8?B?YWx0Y?=", "maréalt"),
        ("maré =?x?Q?=E9?=", "maré é"),
        ("=?x?Q?=E9?= =?utf-8?B?bWFyé?=", "émar"),
    ],
)
def test_words_of_a_head_are_read_whatever_charset_is_stated(head: str, said: str) -> None:
    content = f"Subject: {head}\nFrom: {head} <a@b.c>\nTo: d@e.f\n\nOlá".encode()
    assert read(content).facts.title == said


def test_who_wrote_is_told_though_what_stands_before_the_address_is_broken() -> None:
    assert read(b"From: =?utf-8?Q?a=0Ab?= <a@b.c>\nTo: d@e.f\n\nOla").facts.authors == (
        "a b <a@b.c>",
    )


@pytest.mark.parametrize("charset", ["hex", "a\0b", "iso-8859-1", "undefined"])
def test_words_are_read_whatever_charset_is_stated(charset: str) -> None:
    head = f'From: a@b.c\nSubject: x\nContent-Type: text/plain; charset="{charset}"\n\n'
    said = "Disse “maré”, e não mais do que isso."
    assert said in text(read(head.encode() + said.encode("cp1252"), MAIL))


def test_lines_that_were_cut_on_the_way_are_whole_again() -> None:
    head = "From: a@b.c\nSubject: x\nContent-Type: text/plain; format=flowed\n\n"
    cut = "a maré \nsobe \nàs dez\nOlá\n-- \nJoão\n"
    written = write(read((head + cut).encode(), MAIL).blocks, Form.PLAIN).text
    assert "a maré sobe às dez\nOlá\n--\nJoão" in written


FLOWING = "From: a@b.c\nSubject: x\nContent-Type: text/plain; format=flowed{}\n\n"


def test_quotations_that_were_cut_on_the_way_are_whole_again() -> None:
    cut = "> a maré \n> sobe\n>> às \n>> dez \n Olá. \n\nFim\n  dois\n"
    assert text(read((FLOWING.format("") + cut).encode(), MAIL)).endswith(
        "> a maré sobe\n>\n> > às dez\n\nOlá.\n\nFim  \ndois"
    )


def test_the_space_that_only_says_that_a_line_goes_on_is_left_out() -> None:
    cut = "a ma \nré sobe  \nàs dez\n"
    assert "a maré sobe às dez" in text(read((FLOWING.format("; delsp=YES") + cut).encode(), MAIL))


def plain(body: str) -> bytes:
    return f"From: a@b.c\nSubject: x\nTo: d@e.f\n\n{body}".encode()


def test_quotations_are_told_from_the_words_around_them() -> None:
    body = "Às dez.\n\nAna wrote:\n> Quando?\n>\n> > Antes\n> > disto\n>\n> Ana\nSim.\n"
    assert text(read(plain(body), MAIL)).endswith(
        "Às dez.\n\nAna wrote:\n\n> Quando?\n>\n> > Antes  \n> > disto\n>\n> Ana\n\nSim."
    )


def test_endless_quotations_in_one_another_are_read() -> None:
    assert "Quando?" in text(read(plain(">" * 5_000 + " Quando?"), MAIL))


def test_what_is_signed_in_its_text_is_read_without_its_signature() -> None:
    body = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOlá.\n- -- \nJoão\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n=abcd\n-----END PGP SIGNATURE-----\n"
    )
    written = write(read(plain(body), MAIL).blocks, Form.PLAIN).text
    assert written.endswith("To: d@e.f\n\nOlá.\n--\nJoão")


def test_a_text_that_only_a_key_opens_is_refused_or_left_out() -> None:
    body = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n=abcd\n-----END PGP MESSAGE-----\n"
    with pytest.raises(Unreadable) as refused:
        read(plain(body), MAIL)
    assert refused.value.reason is UnreadableReason.ENCRYPTED
    transcript = read(bundle("mixed", MIMEText(body), table("a.csv")).as_bytes(), MAIL)
    assert transcript.reasons == ("attachment 1: locked by a key",)
    assert heads(transcript) == [(2, "a.csv")]


def test_of_two_forms_the_one_that_says_something_is_read() -> None:
    picture = "<html><head><title>x</title></head><body><img src='cid:a'>&nbsp;</body></html>"
    message = bundle("alternative", MIMEText("Olá."), MIMEText(picture, "html"))
    assert text(read(message.as_bytes(), MAIL)) == "Olá."


def test_a_form_that_cannot_be_read_costs_nothing_else() -> None:
    deep = "<div>" * 20_000 + "x"
    transcript = read(bundle("mixed", MIMEText(deep, "html"), table("a.csv")).as_bytes(), MAIL)
    assert heads(transcript) == [(2, "a.csv")]
    assert [reason.partition(":")[0] for reason in transcript.reasons] == ["body"]


def test_an_email_is_one_part_however_it_is_written() -> None:
    mail = bundles.mail(html="<p>Olá</p>", subject="Inner")
    for _ in range(3):
        mail = forwarding(mail)
    assert "Olá" in text(read(bundles.zipped([("a.eml", mail)])))


BEGIN = "From joao@example.org Mon May  5 10:30:00 2025\n"


def test_lines_of_words_begin_no_email_of_a_mailbox() -> None:
    one = "Subject: Um\nFrom: a@b.c\n\nVeio o barco.\n\nFrom Lisboa to Porto in 2025\nwe sailed.\n"
    two = "Subject: Dois\nFrom: a@b.c\n\n>From here on\n>>From there\n\n"
    transcript = read(f"{BEGIN}{one}\n{BEGIN}{two}".encode())
    assert heads(transcript) == [(1, "Um"), (1, "Dois")]
    written = write(transcript.blocks).text
    assert "From Lisboa to Porto in 2025\nwe sailed." in written
    assert "\n\nFrom here on\n\n> From there" in written


@pytest.mark.parametrize("zone", ["-0000", "GMT", "XYZ"])
def test_when_an_email_was_sent_is_told_with_its_zone(zone: str) -> None:
    content = f"From: a@b.c\nSubject: x\nDate: Mon, 5 May 2025 10:30:00 {zone}\n\nOlá"
    assert read(content.encode(), MAIL).facts.published == "2025-05-05T10:30:00+00:00"


def test_neither_a_mark_of_its_encoding_nor_empty_lines_hide_the_head_of_an_email() -> None:
    for content in (plain("Olá"), b"\r\n\n" + plain("Olá"), BEGIN.encode() + plain("Olá")):
        assert read(BOM_UTF8 + content).facts.title == "x"


def test_a_mailbox_without_an_email_is_damaged() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b"Words.", "application/mbox")
    assert refused.value.reason is UnreadableReason.DAMAGED


@pytest.mark.parametrize("body", ["Olá, às dez.", "Olá, às onze.", "Olá, às doze!!"])
def test_what_a_list_puts_behind_a_packed_text_damages_nothing(body: str) -> None:
    content = MIMEText(body).as_bytes() + b"\n-- \nLista do porto\nhttps://example.org\n"
    written = text(read(b"From: a@b.c\nSubject: x\n" + content, MAIL))
    assert written.startswith(f"From: a@b.c\n\n{body}")
    assert "Lista do porto" in written


def test_names_of_attachments_lead_nowhere_and_are_counted_by_what_is_there() -> None:
    parts = (table("../../etc/a\u202e.csv"), table(" "), MIMEText(" "), table(""))
    transcript = read(bundle("mixed", MIMEText("Olá."), *parts).as_bytes(), MAIL)
    assert heads(transcript) == [(2, "etc/a.csv"), (2, "attachment 2"), (2, "attachment 3")]


def forwarding(inner: bytes) -> bytes:
    """Write an e-mail that another one is put into, as programs forward them."""
    message = bundle("mixed", MIMEText("Olá."))
    message.attach(MIMEMessage(message_from_bytes(inner)))
    message["Subject"] = "Fwd"
    return message.as_bytes()


def test_a_forwarded_email_is_named_by_its_subject() -> None:
    transcript = read(forwarding(bundles.mail(subject="Maré de março")), MAIL)
    assert heads(transcript) == [(2, "Maré de março")]
    nameless = forwarding(b"From: a@b.c\nTo: d@e.f\n\nOla")
    assert heads(read(nameless, MAIL)) == [(2, "attachment 1")]
    assert "Ola" in text(read(forwarding(b"\nOla"), MAIL))


def test_an_email_that_is_part_of_something_shows_its_subject() -> None:
    said = "Subject: A maré de maio"
    assert said not in write(read(bundles.mail()).blocks).text
    outlook = compound.message(subject="A maré de maio", body="Olá Ana,")
    assert said not in write(read(outlook, types.MSG).blocks).text
    for content in (bundles.mail(), outlook):
        assert said in write(read(bundles.zipped([("x", content)])).blocks).text


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("iso-8859-2", "iso-8859-2"),
        ("iso-2022-jp", "iso-2022-jp"),
        ("us-ascii", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("nonsense", "utf-8"),
    ],
)
@pytest.mark.parametrize(("kind", "name"), [("plain", "a.txt"), ("csv", "a.csv")])
def test_texts_that_are_attached_are_read_in_the_charset_that_they_state(
    charset: str, codec: str, kind: str, name: str
) -> None:
    said = {"iso-8859-2": "Zażółć gęślą jaźń", "iso-2022-jp": "東京タワー"}.get(codec, "maré")
    part = MIMEBase("text", kind, charset=charset)
    part.set_payload(f"{said};um\n{said};dois\n".encode(codec))
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=name)
    message = bundle("mixed", MIMEText("Olá."))
    message.attach(part)
    assert text(read(message.as_bytes(), MAIL)).count(said) == 2


def test_a_charset_changes_nothing_that_is_no_text() -> None:
    part = MIMEBase("text", "plain", charset="iso-8859-2")
    part.set_payload(pdfs.report())
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename="report.pdf")
    message = bundle("mixed", MIMEText("Olá."))
    message.attach(part)
    assert (4, "2. A maré") in heads(read(message.as_bytes(), MAIL))


def test_what_the_head_of_a_message_of_outlook_encodes_is_read() -> None:
    head = "From: =?utf-8?q?Jo=C3=A3o_S=C3=A1?= <joao@example.org>\r\n\r\n"
    content = compound.message(subject="Maio", body="Olá.", headers=head)
    assert read(content, types.MSG).facts.authors == ("João Sá <joao@example.org>",)

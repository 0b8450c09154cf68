"""PDFs with packets of XMP, as their programs write them and as nobody should."""

from io import BytesIO

import pikepdf
from reportlab.pdfgen.canvas import Canvas
from tests.written import pdfs

OF_PDF = 'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
SPACES = (
    OF_PDF + 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    ' xmlns:cc="http://creativecommons.org/ns#"'
)


PICTURE = (
    f"<rdf:RDF {SPACES.replace(OF_PDF, '')}><rdf:Description><dc:title>A gull</dc:title>"
    "</rdf:Description></rdf:RDF>"
)


def told(title: str, author: str = "") -> bytes:
    """Write a page whose dictionary says these and no more."""
    return pdfs.saved(pdfs.drawn(_page), lambda pdf: _tell(pdf, title, author))


def packed(
    content: bytes, said: str, *, about: str = "", before: str = "", compressed: bool = False
) -> bytes:
    """Describe a PDF in XMP, and its page in another packet: what is said within the description,
    and what stands before it all.
    """
    objects = pikepdf.ObjectStreamMode.generate if compressed else pikepdf.ObjectStreamMode.disable
    xml = (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{before}'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {SPACES}>'
        f'<rdf:Description rdf:about="" {about}>{said}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    )
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.Root.Metadata = _stream(pdf, xml.encode())
        pdf.pages[0].obj.Metadata = _stream(pdf, PICTURE.encode())
        pdf.save(out, compress_streams=compressed, object_stream_mode=objects)
    return out.getvalue()


def several(name: str, *values: str, kind: str = "Seq") -> str:
    """Give a property with its values."""
    items = "".join(f"<rdf:li>{value}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _stream(pdf: pikepdf.Pdf, xml: bytes) -> pikepdf.Object:
    stream = pdf.make_stream(xml)
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    return stream


def _page(canvas: Canvas) -> None:
    pdfs.lines(canvas, [pdfs.ENGLISH[:80], pdfs.ENGLISH[80:160]], 72, 72)


def _tell(pdf: pikepdf.Pdf, title: str, author: str) -> None:
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(Title=title, Author=author))

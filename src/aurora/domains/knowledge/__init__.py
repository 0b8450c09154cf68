"""Knowledge: what is remembered, who may read it, and how it is found again.

Glossary
--------
collection   the place where documents live; the unit of access
role         reader, writer or owner of a collection, granted to a principal
document     a text worth keeping, and where it came from
upload       a file that somebody handed in, on its way to become a version of a document
version      one state of a document's text; counted from 1
passage      a range of characters of one version, small enough to be embedded and cited
embedding    the vector of a passage's text under one model
citation     document, version, start and end; the text between them is the quotation
"""

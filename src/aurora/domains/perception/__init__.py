"""Perception: how the outside world is read.

Glossary
--------
crawl        a site to be perceived, how far, and where its captures go
batch        a crawl that fetches the URLs of a list, and none that these link to
frontier     which URLs a crawl knows and which of them are still to be fetched
claim        the leased right to fetch URLs of one host for one crawl; its fence outdates older
claims
politeness   the delay between two requests to one host, and obedience to robots.txt
mapping      the search for all URLs of a site, without fetching its pages
rendering    showing a page in a browser, where it says little until its scripts have run
page         one URL of one crawl, and what became of it: captured, skipped or failed
capture      the raw page, its clean text and its provenance, kept under content hashes
"""

"""Routing: what somebody wanted, how it was understood, and what became of it.

Glossary
--------
wish         what somebody wants, in plain English or Portuguese; its text is never kept here
capability   one of the things that Aurora can do for a wish: search, answer, perceive, remember
candidate    a capability that a wish might mean, with a score
rule         a pattern that recognises a wish with certainty
example      a sentence that stands for a capability; wishes are compared with it by meaning
confidence   how sure the router is, 0 to 1; below its threshold it asks back and does nothing
decision     the record of a choice: candidates, what decided, the steps taken, the outcome
"""

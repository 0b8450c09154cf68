"""Which part of a page is its content, and what kind of page it is.

A page becomes blocks of visible text; each is measured (its words, its links, where it stands, what
is around it), forests of trees and small nets tell how likely it belongs to the content, and those
are kept that make the best balance of what is found and what is left out.
"""

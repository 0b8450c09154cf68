"""Grows the forests and trains the nets that tell content from the rest, from pages whose content
people have marked.

`python -m benchmarks.growing` needs what `requirements.txt` beside this lists; Aurora itself only
asks what was grown. With `--folds 5 --into FOLDER` it grows them for each fifth of the sites from
the others; `python -m benchmarks.extraction` has that done and tells how well pages are read so.
"""

UNSEEN = "unseen.json"  # where the pages are named that were left out

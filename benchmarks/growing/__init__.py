"""Grows the forests and trains the nets that tell content from the rest, from pages whose content
people have marked.

`python -m benchmarks.growing` needs what `requirements.txt` beside this lists; Aurora itself only
asks what was grown. `python -m benchmarks.growing --folds 5` says how well forests and nets do on
sites that they have not seen, and keeps nothing.
"""

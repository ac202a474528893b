"""A small library for tests of the command line: three places, an alias, accents, a second place, a bad title."""

TEXT = """\
[library]
schema = 1
title = "a small one"

[[papers]]
key = "liu2024dora"
type = "inproceedings"
title = "DoRA: Weight-Decomposed Low-Rank Adaptation"
authors = ["Liu, Shih-Yang", "Wang, Chien-Yi"]
year = 2024
posted = "2024-02"
venue = "ICML"
booktitle = "International Conference on Machine Learning"
arxiv = "2402.09353"
paradigm = "reparameterization"
category = "calibration"
method = "DoRA"
tags = ["peft"]
aliases = ["dora"]
notes = "read the appendix"

[papers.links]
code = "https://github.com/NVlabs/DoRA"

[[papers]]
key = "muller2023adapter"
type = "article"
title = "An {Adapter} for $\\\\ell_1$ Vision"
authors = ["Müller, Jörg", "others"]
year = 2023
journal = "Journal of {Vision} Research"
doi = "10.1000/ABC"
paradigm = "additive"
category = "adapter"
also = ["reparameterization/structure"]

[[papers]]
key = "wu2025moslora"
type = "misc"
title = "MoSLoRA \\u001B[31mred\\u001B[0m | a\\u202Eb"
authors = ["Wu, T."]
posted = "2025-01"
topic = "survey"
url = "https://example.org/a_b%20c"
"""

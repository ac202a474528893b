"""Which commands are there? Name and summary; each stands in the module of its name, as `run`."""

COMMANDS = {
    "search": "Find papers by words, best hit first.",
    "filter": "List the papers of a tuning paradigm, or of one category in it.",
    "list": "List papers in the order of the library.",
    "show": "Show everything the library knows of a paper.",
    "open": "Open a paper, its code or another link in the browser.",
    "cite": "Print the command that cites papers in LaTeX, Typst or pandoc.",
    "stats": "Count papers by paradigm, year and venue.",
    "export": "Write papers as BibTeX, CSL-JSON, RIS, Hayagriva, Markdown, CSV or JSON.",
    "render": "Rewrite the parts of a README that are made from the library.",
    "cited": "List the papers that a document cites, the keys that are missing, or what it does not use.",
    "watch": "Rewrite a bibliography whenever the document or the library changes.",
    "check": "Find faults in the library, a README or a .bib, and mend them.",
    "add": "Add papers from a .bib file, from standard input or from options.",
    "import": "Import files: add what is new, complete what is known, show the plan first.",
    "compare": "Compare the library with another file: what it lacks, where the two disagree.",
    "convert": "Convert a file from one format to another, without a library.",
    "remove": "Remove papers from the library.",
    "init": "Make a library of your own.",
    "where": "Say which library is in force, and why.",
    "schema": "Print the JSON Schema of the library file, for editors.",
}

"""Which commands are there? Name and summary, by what one wants to do; each is `run` in the module of its name."""

SECTIONS = {
    "Read": {
        "search": "Find papers by words, best hit first.",
        "filter": "List the papers of a tuning paradigm, or of a category in it.",
        "list": "List papers in the order of the library.",
        "show": "Show everything the library knows of a paper.",
        "open": "Open a paper, its code or another link in the browser.",
        "stats": "Count papers by paradigm, year and venue.",
    },
    "Write a paper": {
        "cite": "Print the command that cites papers in LaTeX, Typst or pandoc.",
        "export": "Write papers as BibTeX, CSL-JSON, RIS, Markdown and more.",
        "cited": "List what a document cites, what is missing, what is unused.",
        "watch": "Rewrite a bibliography whenever document or library changes.",
        "convert": "Convert a file to another format, without a library.",
    },
    "Keep a library": {
        "init": "Make a library of your own.",
        "add": "Add papers by arXiv id, DOI or page; from a PDF, .bib or options.",
        "import": "Import files: add what is new, complete what is known.",
        "remove": "Remove papers from the library.",
        "compare": "Compare with another file: what is new, what disagrees.",
        "check": "Find faults in the library, a README or a .bib; mend them.",
        "render": "Rewrite the parts of a README that the library makes.",
        "where": "Say which library is in force, and why.",
        "schema": "Print the JSON Schema of the library file, for editors.",
    },
    "Change papers": {
        "set": "Set attributes of papers: FIELD=VALUE, FIELD+=VALUE.",
        "edit": "Open a paper, or your notes on it, in your editor.",
        "tag": "Give papers tags.",
        "untag": "Take tags off papers.",
        "note": "Add a paragraph to your notes on a paper.",
        "mark": "Mark papers as unread, reading or read.",
        "classify": "Walk through papers without a place; one key a choice.",
        "rename": "Give a paper another key; the old one goes on working.",
        "merge": "Make one paper of several entries, all keys kept as aliases.",
        "dedupe": "Find papers that stand twice, and merge what you confirm.",
        "attach": "Keep a file with a paper, in a folder beside the library.",
    },
    "Look back, and keep order": {
        "log": "List the changes that commands have made.",
        "diff": "Show what a change has made of the text of the file.",
        "undo": "Take back the last change, or the last N.",
        "redo": "Make again what was taken back.",
        "sort": "Put the papers in order, by key, year, place ...",
        "fmt": "Put the attributes of papers in order.",
        "git": "Let git merge and show the library by paper and attribute.",
    },
}
COMMANDS = {name: summary for section in SECTIONS.values() for name, summary in section.items()}

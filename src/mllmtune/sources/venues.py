"""What is a venue called in short, as lists show it? By the words of its full name."""

import re

# What stands in the official name of proceedings or of a journal -> the short name. The first that is found counts.
_NAMES = (
    (r"^findings of the association for computational linguistics:? (?P<rest>[a-z]+)", "Findings of {rest}"),
    (r"findings of (?P<rest>acl|emnlp|naacl|eacl)", "Findings of {rest}"),
    (r"neural information processing systems|^neurips|^nips\b", "NeurIPS"),
    (r"conference on machine learning and systems|^mlsys", "MLSys"),
    (r"asian conference on machine learning|^acml", "ACML"),
    (r"conference on machine learning\b|^icml", "ICML"),
    (r"conference on learning representations|^iclr", "ICLR"),
    (r"winter conference on applications of computer vision|^wacv", "WACV"),
    (r"computer vision and pattern recognition|^cvpr", "CVPR"),
    (r"european conference on computer vision|^eccv|^computer vision\W+eccv", "ECCV"),
    (r"asian conference on computer vision|^accv", "ACCV"),
    (r"british machine vision|^bmvc", "BMVC"),
    (r"conference on computer vision\b|^iccv", "ICCV"),
    (r"empirical methods in natural language processing|^emnlp", "EMNLP"),
    (r"(?:north american chapter|nations of the americas chapter)|^naacl", "NAACL"),
    (r"european chapter of the association|^eacl", "EACL"),
    (r"asia-pacific chapter of the association|^aacl", "AACL"),
    (r"transactions of the association for computational linguistics|^tacl|^trans\. assoc\. comput", "TACL"),
    (r"meeting of the association for computational linguistics|^acl\b", "ACL"),
    (r"conference on computational linguistics|^coling", "COLING"),
    (r"conference on language modeling|^colm", "COLM"),
    (r"aaai conference on artificial intelligence|^aaai", "AAAI"),
    (r"joint conference on artificial intelligence|^ijcai", "IJCAI"),
    (r"artificial intelligence and statistics|^aistats", "AISTATS"),
    (r"knowledge discovery (?:and|&) data mining|^kdd", "KDD"),
    (r"acm international conference on multimedia|^acm multimedia|^acm mm", "ACM MM"),
    (r"acm web conference|world wide web|^www", "WWW"),
    (r"conference on robot learning|^corl", "CoRL"),
    (r"acoustics, speech,? and signal processing|^icassp", "ICASSP"),
    (r"research and development in information retrieval|^sigir", "SIGIR"),
    (r"medical image computing and computer|^miccai", "MICCAI"),
    (r"transactions on pattern analysis and machine|^tpami|pattern anal\. mach", "TPAMI"),
    (r"^international journal of computer vision|^ijcv|^int\. j\. comput\. vis", "IJCV"),
    (r"transactions on image processing|^tip$|trans\. image process", "TIP"),
    (r"transactions on machine learning research|^tmlr|trans\. mach\. learn\. res", "TMLR"),
    (r"^journal of machine learning research|^jmlr|^j\. mach\. learn\. res", "JMLR"),
    (r"transactions on neural networks and learning|^tnnls", "TNNLS"),
    (r"transactions on circuits and systems for video|^tcsvt", "TCSVT"),
    (r"transactions on multimedia\b|^tmm$", "TMM"),
    (r"transactions on knowledge and data|^tkde", "TKDE"),
    (r"transactions on medical imaging|^tmi$", "TMI"),
    (r"^(?:arxiv|corr)\b", "arXiv"),
)
_KNOWN = tuple((re.compile(pattern, re.IGNORECASE), short) for pattern, short in _NAMES)
_PROCEEDINGS = re.compile(r"^(?:in\s+)?(?:the\s+)?(?:proceedings of (?:the\s+)?)?", re.IGNORECASE)
_WORKSHOP = re.compile(r"\bworkshops?\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\((?P<name>[A-Z][A-Za-z-]{1,9})(?:\s*[’'‘`]?\s*(?:\d{4}|\d\d))?\)\s*$")  # noqa: RUF001
_YEAR = re.compile(r"\s*[’'‘`]?\b(?:(?:19|20)\d\d|\d\d)$")  # noqa: RUF001 - apostrophes as people type them


def short_name(name: str) -> str:
    """Return the short name of a venue by the name of its proceedings, of a journal or of a conference; "" for none.

    A workshop is not the conference beside which it is held: ``NeurIPS Workshop``.
    """
    line = _PROCEEDINGS.sub("", name.strip())
    short = next((_short(match, short) for pattern, short in _KNOWN if (match := pattern.search(line))), "")
    if not short and (match := _ACRONYM.search(line)):
        short = match["name"]
    if not short:
        rest = _YEAR.sub("", line).strip()
        short = rest if len(rest.split()) == 1 and rest.isupper() else ""
    return f"{short} Workshop" if short and _WORKSHOP.search(name) else short


def _short(match: re.Match[str], short: str) -> str:
    return short.format(rest=match.groupdict().get("rest", "").upper())

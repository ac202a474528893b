"""What is a venue called in short, as lists show it? By the words of its full name."""

import re

# "International Conference on Machine Learning and Cybernetics", "... on Computer Vision Theory" are others.
_NOT_ON = r"(?!\s+(?:and|for|in|on|with|retrieval|theory|systems|technolog|tools|techniques|applications)\b)"
# What stands in the official name of proceedings or of a journal -> the short name. The first that is found counts.
_NAMES = (
    (r"^findings of the association for computational linguistics:? (?P<rest>[a-z]+)", "Findings of {rest}"),
    (r"findings of (?P<rest>acl|emnlp|naacl|eacl)", "Findings of {rest}"),
    (r"^(?P<rest>acl|emnlp|naacl|eacl)\b.*\bfindings$", "Findings of {rest}"),
    (r"neural information processing systems|^neurips|^nips\b", "NeurIPS"),
    (r"conference on machine learning and systems|^machine learning and systems|^mlsys", "MLSys"),
    (r"asian conference on machine learning|^acml", "ACML"),
    (r"european conference on machine learning|machine learning and knowledge discovery in|^ecml", "ECML PKDD"),
    (rf"international conference on machine learning\b{_NOT_ON}|^icml\b", "ICML"),
    (r"conference on learning representations|^iclr", "ICLR"),
    (r"winter conference on applications of computer vision|^wacv", "WACV"),
    (r"computer vision and pattern recognition|^cvpr", "CVPR"),
    (r"european conference on computer vision|^eccv|^computer vision\W+eccv", "ECCV"),
    (r"asian conference on computer vision|^accv|^computer vision\W+accv", "ACCV"),
    (r"british machine vision|^bmvc", "BMVC"),
    (rf"international conference on computer vision\b{_NOT_ON}|^iccv\b", "ICCV"),
    (r"empirical methods in natural language processing|^emnlp", "EMNLP"),
    (r"(?:north american chapter|nations of the americas chapter)|^naacl", "NAACL"),
    (r"european chapter of the association|^eacl", "EACL"),
    (r"asia-pacific chapter of the association|^aacl", "AACL"),
    (r"transactions of the association for computational linguistics|^tacl|^trans\. assoc\. comput", "TACL"),
    (r"annual meeting of the acl\b|meeting of the association for computational linguistics|^acl\b", "ACL"),
    (r"computational linguistics, language resources and evaluation|^lrec\W+coling", "LREC-COLING"),
    (rf"international conference on computational linguistics\b{_NOT_ON}|^coling\b", "COLING"),
    (r"language resources and evaluation conf|conference on language resources and evaluation|^lrec\b", "LREC"),
    (r"conference on language modeling|^colm\b", "COLM"),
    (rf"aaai conference on artificial intelligence{_NOT_ON}|^aaai", "AAAI"),
    (r"joint conference on artificial intelligence|^ijcai", "IJCAI"),
    (r"artificial intelligence and statistics|^aistats", "AISTATS"),
    (r"^advances in knowledge discovery and data mining|pacific-asia conference on knowledge|^pakdd", "PAKDD"),
    (r"knowledge discovery (?:and|&) data mining|^kdd\b", "KDD"),
    (rf"acm international conference on multimedia\b{_NOT_ON}|^acm multimedia|^acm mm\b", "ACM MM"),
    (r"acm (?:on )?web conference|conference on world wide web|world wide web conference|^www\b", "WWW"),
    (r"conference on robot learning|^corl\b", "CoRL"),
    (r"conference on acoustics, speech,? and signal processing|^icassp", "ICASSP"),
    (r"research and development in information retrieval|^sigir(?!-)", "SIGIR"),
    (r"medical image computing and computer|^miccai", "MICCAI"),
    (r"transactions on pattern analysis and machine|^tpami|pattern anal\. mach", "TPAMI"),
    (r"^international journal of computer vision|^ijcv|^int\. j\. comput\. vis", "IJCV"),
    (r"transactions on image processing|^tip$|trans\. image process", "TIP"),
    (r"transactions on machine learning research|^tmlr|trans\. mach\. learn\. res", "TMLR"),
    (r"^journal of machine learning research|^jmlr|^j\. mach\. learn\. res", "JMLR"),
    (r"transactions on neural networks and learning|^tnnls|trans\. neural networks learn", "TNNLS"),
    (r"transactions on circuits and systems for video|^tcsvt|trans\. circuits syst\. video", "TCSVT"),
    (r"ieee transactions on multimedia|^tmm$|ieee trans\. multim", "TMM"),
    (r"transactions on knowledge and data|^tkde|trans\. knowl\. data eng", "TKDE"),
    (r"transactions on medical imaging|^tmi$|trans\. medical imaging", "TMI"),
    (r"^(?:arxiv|corr)\b", "arXiv"),
)
_KNOWN = tuple((re.compile(pattern, re.IGNORECASE), short) for pattern, short in _NAMES)
_PROCEEDINGS = re.compile(r"^(?:in\s+)?(?:the\s+)?(?:proceedings of (?:the\s+)?)?", re.IGNORECASE)
# Semantic Scholar has "IEEE Workshop/Winter Conference on Applications of Computer Vision".
_WORKSHOP = re.compile(r"\bworkshops?\b(?!/winter)", re.IGNORECASE)
_ACRONYM = re.compile(r"\((?P<name>[A-Z][A-Za-z-]{1,9})(?:\s*[’'‘`]?\s*(?:\d{4}|\d\d))?\)\s*$")  # noqa: RUF001 - as below
_YEAR = re.compile(r"\s*[’'‘`]?\b(?:(?:19|20)\d\d|\d\d)$")  # noqa: RUF001 - apostrophes as people type them


def short_name(name: str) -> str:
    """Return the short name of a venue by the name of its proceedings, of a journal or of a conference; "" for none.

    A workshop is not the conference beside which it is held: ``NeurIPS Workshop``.
    """
    line = _PROCEEDINGS.sub("", re.sub(r"[{}]", "", name).strip())
    short = next((_short(match, short) for pattern, short in _KNOWN if (match := pattern.search(line))), "")
    if not short and (match := _ACRONYM.search(line)):
        short = match["name"]
    if not short:
        rest = _YEAR.sub("", line).strip()
        short = rest if len(rest.split()) == 1 and rest.isupper() else ""
    return f"{short} Workshop" if short and _WORKSHOP.search(name) else short


def _short(match: re.Match[str], short: str) -> str:
    return short.format(rest=match.groupdict().get("rest", "").upper())

"""What do a label and an address say of where a link leads: to the paper, its code, its project ...?"""

import re
from functools import lru_cache

# Kind -> the words of its labels. The first kind that fits counts, so the narrow ones stand before the wide.
_LABELS = {
    "update": r"updated?\s+version|updated?|extended\s+version|follow[\s-]?up",
    "supplement": r"supp(?:l|lement|lementary)?(?:\s+materials?)?|appendix",
    "bibtex": r"bib(?:tex)?|cite|citation",
    "video": r"videos?|youtube|talk|presentation|bilibili|视频|動画|영상",
    "slides": r"slides?|ppt|スライド",
    "poster": r"posters?",
    "tweet": r"tweets?|twitter|thread|x\.com|linkedin",
    "notes": r"(?:reading\s+)?notes?|论文解读|(?:中文)?解读|笔记|知乎|zhihu|explained|review|阅读|解説|해설",
    "demo": r"demos?|(?:hf\s+)?spaces?|colab|playground|try\s+it|chat|デモ|데모|演示",
    "blog": r"blogs?|blog\s*post|post|article|medium|news|博客|announcement|technical[\s-]blog",
    "dataset": r"data\s*-?sets?|data|benchmarks?|download|corpus|数据集?|データセット|데이터(?:셋)?|leaderboard",
    "model": r"""
        (?:base\s+)?models?|model-?\s*zoo|weights?|check\s*points?|ckpts?|hugging\s*face|hf|🤗|collections?|model\s*scope|模型|モデル|모델
    """,
    "code": r"""
        (?:(?:un)?official\s+|source\s+)?codes?|(?:git\s*hub|gitlab|git)(?:\s+repo\w*)?(?:\s+stars?)?|repo(?:sitory)?
        |implementations?|pytorch|tensorflow|jax|torch|stars?|(?:开源|官方)?代码|项目代码|项目地址|源码|official|コード|実装|코드|구현
    """,
    "project": r"""
        projects?(?:\s*page|\s*website|\s*link)?|(?:home|web|project)\s*-?(?:page|site)s?|page|site|web|home|主页|项目主页|项目|官网|プロジェクト|프로젝트
    """,
    "paper": r"""
        (?:(?:demo|short|long|full|conference|journal|workshop|original|survey)\s+)?papers?|pdfs?|arxiv(?:[\s:]*\d{4}\.\d{4,5}(?:v\d+)?)?|abs(?:tract)?|html|open\s*review|acl|anthology|doi|pre-?print
        |publication|publisher|proceedings|journal(?:\s+version)?|conference(?:\s+version)?|published(?:\s+version)?|full\s*text|(?:technical|tech)\s*report|report|论文(?:下载)?|原文|原论文|論文|原著論文|논문|manuscript|cvf|pmlr
        |ieee\s*xplore|ieee|springer|elsevier|acm|neurips|nature|science|hf\s*papers?|paper\s*list|v\d+
    """,
}
_KINDS = {kind: re.compile(rf"(?:{words})", re.IGNORECASE | re.VERBOSE) for kind, words in _LABELS.items()}
# Kind -> what an address of it holds; a paper's page may lie at the host of other kinds, so order counts here too.
_ADDRESSES = {
    "badge": r"img\.shields\.io|badge|badgen\.net|visitor|hits\.|awesome\.re|star-history|api\.star|creativecommons",
    "dataset": r"huggingface\.co/datasets/|kaggle\.com/(?:datasets|competitions)",
    "demo": r"huggingface\.co/spaces/|colab\.research|gradio|modelscope\.cn/studios|replicate\.com",
    "paper": r"""
        arxiv\.org/(?!list)|alphaxiv\.org|ar5iv|openreview\.net/(?!profile)|aclanthology\.|aclweb\.org/anthology|openaccess\.thecvf
        |doi\.org/|dl\.acm\.org(?!/profile)|proceedings\.mlr|proceedings\.neurips|papers\.n(?:eur)?ips|(?:neurips|nips)\.cc/
        |proceedings\.iclr|mlsys\.org/|ieeexplore|computer\.org/csdl|springer\.com|sciencedirect|aaai\.org/(?:ojs|index)
        |huggingface\.co/papers/|semanticscholar\.org/(?!author)|ecva\.net/papers|ijcai\.org|usenix\.org/|\.pdf(?:$|[?\#])|(?:bio|med|tech|chem)rxiv
        |nature\.com/articles|science\.org/doi|jmlr\.org|mdpi\.com|isca-(?:speech|archive)|ssrn\.com|hal\.(?:science|inria)
        |archives-ouvertes|onlinelibrary\.wiley|academic\.oup|pnas\.org|cell\.com|paperswithcode\.com/paper|jstor|tandfonline|bmvc
        |researchgate\.net/publication|transacl|direct\.mit\.edu|hub\.baai\.ac\.cn/(?:paper|view)|frontiersin|journals\.plos
        |cambridge\.org|icml\.cc/virtual|lrec-conf|osf\.io|zenodo|eprint\.iacr|ndss-symposium|aminer\.(?:cn|org)/pub|scopus\.com|cvpr\.thecvf\.com/virtual|ingentaconnect|eccv\.ecva\.net/virtual|vldb\.org|roboticsproceedings
        |/doi/|/10\.\d{4,9}/|cv-foundation\.org/openaccess|annualreviews|sagepub|siam\.org|iopscience|spiedigitallibrary|hdl\.handle\.net
        |hindawi|biomedcentral|iospress|worldscientific|citeseerx|core\.ac\.uk|escholarship|researchsquare|preprints\.org/|ceur-ws
        |jair\.org|auai\.org|diglib\.eg|ismir\.net|osapublishing|optica\.org|elifesciences|nejm\.org|thelancet|jamanetwork|bmj\.com
        |(?:iclr|mlsys)\.cc/virtual|aaai\.org/(?:papers|ocs)|/research/publications?/|research\.google/pubs|deepai\.org/publication
        |arxiv\.53yu\.com|xxx\.itp\.ac\.cn|ncbi\.nlm\.nih\.gov/(?:pmc|pubmed)|pubmed\.ncbi|europepmc\.org
    """,
    "person": r"""
        scholar\.google[\w.]*/citations|openreview\.net/profile|semanticscholar\.org/author|researchgate\.net/profile|dl\.acm\.org/profile|orcid\.org
        |dblp\.[\w.-]+/pid|linkedin\.com/in/
    """,
    "model": r"huggingface\.co/(?!docs/|blog/|learn/)|hf\.co/|modelscope\.cn",
    "code": r"""
        anonymous\.4open|//(?:www\.)?(?:github\.com|gitlab\.|bitbucket\.org|gitee\.com|codeberg\.org|code\.google)
    """,
    "notes": r"""
        themoonlight\.io|chatpaper\.|zhihu\.com|mp\.weixin|csdn\.net|jianshu|juejin|notion\.(?:so|site)|bilibili\.com/read
    """,
    "tweet": r"//(?:www\.)?(?:twitter\.com|x\.com|linkedin\.com|bsky\.app|threads\.net)",
    "video": r"youtube\.com|youtu\.be|bilibili\.com|slideslive|vimeo",
    "blog": r"medium\.com|substack|/blog|blog\.|/news/|/index/|/posts?/|towardsdatascience",
    "project": r"\.github\.io|sites\.google\.com|\.netlify\.app|\.vercel\.app|gitlab\.io",
}
# Of small letters: where case counts, what can begin a match is looked for first, which is many times as fast.
_HOSTS = {kind: re.compile(parts, re.VERBOSE) for kind, parts in _ADDRESSES.items()}
# A label that says no more than that there is a link.
_POINTERS = re.compile(
    r"(?:links?|here|url|click|official|\W*|->|go|this|链接|地址|リンク|링크|download|v?[\d.]+|open|view|read)",
    re.IGNORECASE,
)
_TRIM = " \t\r\n[](){}<>:;,.|*_`'\"!&/·•→➡-–—：【】（）「」✨🔥⭐🌟📄📝💻🔗📃📖🏠🌐📑🌍📕📜"  # marks around labels
_EMPTY_WORDS = re.compile(
    r"^(?:\d+[.)]\s*|(?:links?\s+to\s+)?the\s+|links?\s+to\s+)|\s*(?:links?|\(?official\)?|badge|here|url|地址|链接|リンク|링크|주소|\d+)$",
    re.IGNORECASE,
)
_MOST_REMEMBERED = 1024  # labels and addresses: of an entry, the same is asked several times
_LONGEST = 40  # signs: a label is a word or two


def bare(label: str) -> str:
    """Return a label without the marks around it."""
    return label.strip(_TRIM)


def kind_of_whole_label(label: str) -> str:
    """Return the kind that a label says with all its words, "" if they say more or something else."""
    if len(label) > 2 * _LONGEST:  # a title: most of what is asked for
        return ""
    label = bare(_EMPTY_WORDS.sub("", bare(label)))
    if not label or len(label) > _LONGEST:
        return ""
    return next((kind for kind, words in _KINDS.items() if words.fullmatch(label)), "")


@lru_cache(_MOST_REMEMBERED)
def kind_of_label(label: str) -> str:
    """Return the kind that the words of a label say, or the first of them; "" if they say none."""
    if kind := kind_of_whole_label(label):
        return kind
    label = "" if len(label) > 2 * _LONGEST else bare(_EMPTY_WORDS.sub("", bare(label)))
    if not label or len(label) > _LONGEST:
        return ""
    first = re.split(r"[\s/&+,(（|:-]+|[和及与]", label, maxsplit=1)[0]
    short = len(label.split()) <= 3  # noqa: PLR2004 - same
    return next((kind for kind, words in _KINDS.items() if short and words.fullmatch(first)), "")


@lru_cache(_MOST_REMEMBERED)
def kind_of_host(href: str) -> str:
    """Return the kind that an address says by itself."""
    small = href.lower()
    return next((kind for kind, host in _HOSTS.items() if host.search(small)), "")


def is_label(words: str, href: str) -> bool:
    """Tell whether the words of a link only say what it leads to; a paper's title may begin with such a word."""
    return bool(kind_of_whole_label(words) or (kind_of_host(href) != "paper" and kind_of_label(words)))


def is_pointer(label: str) -> bool:
    """Tell whether a label says only that there is a link: "link", "here", an arrow, a number."""
    return _POINTERS.fullmatch(label.strip(_TRIM)) is not None

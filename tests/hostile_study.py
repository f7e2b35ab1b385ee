"""A small study whose every text is one hostile payload, or a harmless word to compare with."""

from dataclasses import replace
from fractions import Fraction

from mcda.criteria import Criteria
from mcda.frozen import frozen
from mcda.language import Text
from mcda.options import Options, Statement
from mcda.study.contents import Branch, Collection, Contradiction, Note, Remarks
from mcda.study.rules import AtMost, External, Limit, PortfolioRules, Synergy
from mcda.study.study import Study

HARMLESS = "word"
PAYLOADS = (
    '<img src=x onerror="alert(1)">',
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    '</title><svg onload="alert(1)">',
    "--> <b>x</b> <!--",
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "</style><style>@import url(https://evil.example/a.css);</style>",
    '<svg><foreignObject><body onload="alert(1)"></foreignObject></svg>',
    "[click](javascript:alert(1))",
    "![x](https://evil.example/a.png)",
    "<https://evil.example/>",
    "https://evil.example/a.png www.evil.example evil@example.org",
    "[a]: https://evil.example/",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "a | b | c",
    "a \\| b",
    "*a* _b_ ~~c~~ `d` ``e`` **f**",
    "``` x ```",
    "---",
    "===",
    "$x$ $$y$$ $\\frac{1}{$",
    "{{7*7}} {% raw %} ${7*7} #{7*7} {0.__class__} %n",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "a\x1b[31mb\u202ec\u0000d\re",
    "\\input{x} \\",
    "漢字 😀 한글",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/",
    'https://evil.example/" onclick="alert(1)',
    "https://evil.example/)](x",
    "file:///etc/passwd",
    "file://evil.example/etc/passwd",
    "javascript://evil.example/%0aalert(1)",
    "ftp://evil.example/a",
    "http://[",
)


def hostile(study: Study, payload: str, address: str = "https://example.org/") -> Study:
    """Return the study with the payload in every text there is; ids stay, since a loader refuses such ids."""
    text = Text.of({"en": payload, "ko": payload})
    criteria = tuple(
        replace(c, name=text, unit=text, meaning=text, measured=text, note=text, code=payload[:12], branch="one")
        for c in study.criteria
    )
    options = tuple(
        replace(
            o,
            name=text,
            code=payload[:12],
            kind=payload if i else "other",
            baseline=i == 0,
            resources=frozen({"effort": Fraction(1)}),
            texts=frozen(dict.fromkeys(("summary", "action", "prerequisites", "recommended"), text)),
        )
        for i, o in enumerate((*study.options, replace(study.options.all[-1], id="third")))
    )
    first, second = options[1].id, options[2].id
    scores = {key: replace(s, why=text, confidence="low") for key, s in study.scores.items()}
    scores |= {(second, c): s for (o, c), s in scores.items() if o == first}
    profiles = frozen({n: replace(p, name=text, voice=text, why=text) for n, p in study.profiles.items()})
    statements = {
        "P1": Statement("P1", payload, text, publisher=payload, title=text, date=payload, address=address, caution=text,
                        collection="c"),
        "S1": Statement("S1", payload, text, place=payload, collection="c"),
    }  # fmt: skip
    rules = PortfolioRules(
        limits=frozen({"effort": Limit("effort", Fraction(1), name=text, unit=text, why=text)}),
        rules=(AtMost(count=1, of=(first, second), why=text),),
        synergies=(Synergy((first, second), Fraction(1), why=text),),
        external=(External(second, text, why=text),),
        notes=(text,),
    )
    many = (text, text)
    note = Note(text, criteria=study.criteria.ids, weight_above=Fraction(1, 2), variants=("v",))
    return replace(
        study,
        title=text,
        question=text,
        decision_maker=text,
        as_of=text,
        horizon=text,
        objective=text,
        source=text,
        source_note=text,
        criteria=Criteria(criteria),
        options=Options(options),
        scores=frozen(scores),
        profiles=profiles,
        branches=(Branch("one", text, text),),
        statements=frozen(statements),
        collections=(Collection("c", text, text),),
        ledger=(Contradiction(1, text, text, text),),
        gaps=many,
        portfolio=rules,
        remarks=Remarks(many, many, many, many, many, (note,), many, many, many, many),
        edits=(payload,),
    )

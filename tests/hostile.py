"""Text that a page must not take for its own: scripts, pictures, styles and frames, in every string of a result."""

from __future__ import annotations

from quoteattr import Cue, Diagnostic, Mention, Quotation, Result, Span, Speaker

__all__ = ["ATTACKS", "hostile"]

ATTACKS = (
    "<script>alert('x')</script>", "<img src=x onerror=alert(1)>", "<img src='https://example.org/x.png'>", "</script><script>alert(2)</script>",
    "</style><style>@import 'https://example.org/x.css'</style>", '" autofocus onfocus=alert(3) x="', "' onmouseover='alert(4)", "<svg onload=alert(5)>",
    "<iframe srcdoc='<script>alert(6)</script>'></iframe>", "<a href='javascript:alert(7)'>x</a>", "--><script>alert(8)</script>", "<base href='https://example.org/'>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>", "<link rel=stylesheet href=https://example.org/y.css>", "<math><mi//xlink:href='data:x,<script>alert(9)</script>'>",
)  # fmt: skip


def hostile() -> Result:
    """A result of which every string is an attack."""
    text = "\n\n".join(ATTACKS)
    quotations, speakers = [], []
    for k, attack in enumerate(ATTACKS):
        where = Span(text.index(attack), text.index(attack) + len(attack), attack)
        mention = Mention(where, "name")
        speakers.append(Speaker(id=attack, name=attack, aliases=[attack], mentions=[mention]))
        quotations.append(
            Quotation(
                id=f"{attack}{k}",
                kind="direct",
                content=[where],
                cue=Cue(where, attack, "incise"),
                mention=mention,
                speaker=speakers[-1],
                rule=attack,
                link=attack,
                parent_id=attack,
            )
        )
    return Result(
        text,
        quotations,
        speakers,
        [Diagnostic("mixed-pair", quotations[0].content[0], ATTACKS[0])],
        {ATTACKS[0]: ATTACKS[1]},
    )

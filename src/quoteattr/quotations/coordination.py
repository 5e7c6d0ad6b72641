"""Whose a coordinated verb is, the narrator's or that of the reported clause, as the forms of the verbs tell."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import Tokens, VerbGroup

__all__ = ["same_subject"]

_REFLEXIVE: Final = frozenset({"se", "s'"})
_Form = tuple[str, bool]
"""The tense of a finite form, and whether it is an auxiliary of the past."""


def same_subject(tokens: Tokens, cue: VerbGroup, j: int, verb: int) -> bool | None:
    """Whether a verb behind token `j` goes with a verb of saying, and not with the clause that this opens before `j`.

    It does where its form is that of the verb of saying and of no verb of the clause, does not where it is the other
    way round; ``None`` where forms do not tell.
    """
    inner = [i for i in range(cue.after, j) if tokens.is_finite(i) and tokens.block_of[i] < 0]
    if tokens.verb_form[verb] == "Part" and not tokens.is_finite(verb):
        return tokens.low[j] == "et" and _shares_auxiliary(tokens, cue, inner, verb) or None
    if tokens.low[verb + 1] in tokens.inverted:
        return None  # outre, faut-il le dire
    # en disant: behind the last token, where nothing has a form
    said = next((i for i in range(cue.first, cue.at + 1) if tokens.is_finite(i)), tokens.size)
    return _by_forms(tokens, said, inner, verb)


def _by_forms(tokens: Tokens, said: int, inner: list[int], verb: int) -> bool | None:
    """The same of a finite verb, by its number and tense and those of the verb of saying and of the clause."""
    if tokens.number[said] and tokens.number[verb] and tokens.number[said] != tokens.number[verb]:
        return False
    if not inner:
        return True
    forms = {_form(tokens, i) for i in inner}
    own, of_cue = _form(tokens, verb), _form(tokens, said)
    told = None not in forms and own is not None and of_cue is not None
    return own == of_cue if told and (own in forms) != (own == of_cue) else None


def _form(tokens: Tokens, i: int) -> _Form | None:
    """The form of the finite verb at token `i`; ``None`` if there is no telling."""
    if not tokens.tense[i]:
        return None
    low = tokens.low[i]
    if low in tokens.be and tokens.low[i - 1] not in _REFLEXIVE and tokens.verb_form[i + 1] == "Part":
        return None  # est parti, est fermé
    past = low in tokens.have or low in tokens.be and tokens.low[i - 1] in _REFLEXIVE
    return tokens.tense[i], past and any(tokens.verb_form[k] == "Part" for k in range(i + 1, i + 5))


def _shares_auxiliary(tokens: Tokens, cue: VerbGroup, inner: list[int], participle: int) -> bool:
    """Whether a participle with an object goes on with the auxiliary of the verb of saying.

    A jugé que le dossier était vide et ordonné une enquête.
    """
    has_object = tokens.traits[participle + 1].det and tokens.low[participle + 1] not in tokens.contracted
    return cue.mood == "compound" and has_object and not any(tokens.low[i] in tokens.have for i in inner)

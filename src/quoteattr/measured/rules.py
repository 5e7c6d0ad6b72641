"""Every rule and link by name: what it is, an example, and how often it was right on annotated articles.

The stages refer to the members and the documentation is made of them. What a rule finds carries its measured precision
as its confidence.
A data file that measures a name which is not here is refused when it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Self

from quoteattr.measured.tables import rows
from quoteattr.result import Kind

__all__ = ["UNMEASURED", "Link", "MentionRule", "Rule"]

UNMEASURED: Final = 0.5
"""Confidence of a rule or link that met no case when the measure was taken."""


class Rule(StrEnum):
    """What finds a quotation.

    Attributes:
        what: What it is, a sentence or two.
        examples: For each kind of quotation that it finds, a text in which it finds one.
    """

    what: str
    examples: Mapping[Kind, str]

    def __new__(cls, name: str, what: str, examples: Mapping[Kind, str]) -> Self:
        """Return the member of that name."""
        member = str.__new__(cls, name)
        member._value_, member.what, member.examples = name, what, examples
        return member

    def confidence(self, kind: Kind) -> float:
        """Return the measured precision of the rule for quotations of `kind`, between 0 and 1."""
        return _OF_RULES.get((self, kind), UNMEASURED)

    INCISE = (
        "incise",
        (
            "A reporting verb with its subject after it, beside or between what was said. Marks before it make the "
            "quotation direct; no marks, indirect; marks around a part, mixed."
        ),
        {
            Kind.DIRECT: "« Le quai rouvre », promet Léa Faure.",
            Kind.MIXED: "Le quai sera « presque neuf », promet Léa Faure.",
            Kind.INDIRECT: "Le quai rouvrira, promet Léa Faure.",
        },
    )
    INCISE_INSIDE = (
        "incise-inside",
        "The same inside one pair of marks. The content is what stands on both sides; the incise is not content.",
        {
            Kind.DIRECT: "« Le quai, promet Léa Faure, rouvrira. »",
        },
    )
    AS_SAID = (
        "as-said",
        "*Comme le dit*, *comme l'explique* and their kind, at the head of a sentence or inside it.",
        {
            Kind.INDIRECT: "Comme le dit Léa Faure, le quai rouvrira.",
        },
    )
    COLON = (
        "colon",
        "A reporting verb in the sentence that leads to a colon, and marks after the colon.",
        {
            Kind.DIRECT: "Léa Faure prévient : « Il faudra patienter. »",
        },
    )
    COLON_LABEL = (
        "colon-label",
        "A noun phrase instead of a verb before the colon: a name, or *réaction de*, *réponse de*.",
        {
            Kind.DIRECT: "Réaction de Léa Faure : « Il faudra patienter. »",
        },
    )
    QUE = (
        "que",
        (
            "The clause that *que* or *si* opens after a reporting verb that takes one. It ends where the narrator "
            "goes on: at a new subject after *mais*, a second reporting verb, the end of the sentence."
        ),
        {
            Kind.DIRECT: "Léa Faure assure que « le quai rouvrira ».",
            Kind.MIXED: "Léa Faure assure que le quai sera « presque neuf ».",
            Kind.INDIRECT: "Léa Faure assure que le quai rouvrira.",
        },
    )
    INFINITIVE = (
        "infinitive",
        (
            "The infinitive after a reporting verb that takes one, plain (*affirme avoir*) or with *de* or *à* "
            "(*promet de*)."
        ),
        {
            Kind.DIRECT: "Léa Faure dit « avoir prévenu la régie ».",
            Kind.MIXED: "Léa Faure affirme avoir trouvé un quai « presque neuf ».",
            Kind.INDIRECT: "Léa Faure affirme avoir prévenu la régie.",
        },
    )
    SOURCE = (
        "source",
        (
            "A phrase that names a source without a verb: *selon*, *d'après*, *pour* (somebody's opinion), *aux dires "
            "de*, *de source policière*. What it governs is the rest of its sentence."
        ),
        {
            Kind.DIRECT: "Selon Léa Faure, « le quai rouvrira ».",
            Kind.MIXED: "Selon Léa Faure, le quai sera « presque neuf ».",
            Kind.INDIRECT: "Selon Léa Faure, le quai rouvrira.",
        },
    )
    FRAGMENT = (
        "fragment",
        (
            "Words between marks that are the object of a verb such as *dénoncer*, *évoquer*, *qualifier de*, or of "
            "another reporting verb. One word is enough after these verbs."
        ),
        {
            Kind.MIXED: "Léa Faure dénonce « un retard ».",
        },
    )
    FREE = (
        "free",
        (
            "Words between marks in a sentence without a cue. They count when they read like something said, which the "
            "small scorer weighs (see *Marks that quote nobody*)."
        ),
        {
            Kind.MIXED: "Léa Faure subit « un retard de plus ».",
        },
    )
    ALONE = (
        "alone",
        "Marks around a whole sentence or more, with no cue in it. Who speaks is told by what stands around.",
        {
            Kind.DIRECT: "Léa Faure soupire. « On attend. »",
        },
    )
    SIGNATURE = (
        "signature",
        "Marks, a dash, a name: pull quotes and mottoes.",
        {
            Kind.DIRECT: "« On attend. » — Léa Faure, marinière",
        },
    )
    TURN = (
        "turn",
        "A turn of dialogue that a dash begins, where the text shows that its dashes do (see *Dialogue*).",
        {
            Kind.DIRECT: "— C’est encore fermé ?\n— Il faudra patienter.",
        },
    )
    TURN_INCISE = (
        "turn-incise",
        "A turn with an incise after it or in it.",
        {
            Kind.DIRECT: "— Il faudra patienter, dit Léa Faure.",
        },
    )
    CONVERSATION = (
        "conversation",
        (
            "An answer of an interview, a turn of a debate, a play or a transcript: labels, or questions that stand "
            "out, say who has the turn (see *Interviews and transcripts*)."
        ),
        {
            Kind.DIRECT: (
                "Le Quai : Le bac est-il réparé ?\nLéa Faure : Il faudra patienter.\n"
                "Le Quai : Jusqu'à quand ?\nLéa Faure : Jusqu'à jeudi, je crois."
            ),
        },
    )
    MARKS = (
        "marks",
        "Marks alone: `find_quotations`, which asks nobody whether the words were said.",
        dict[Kind, str](),
    )


class MentionRule(StrEnum):
    """What finds the mention of the speaker, in the order in which the rules are asked.

    Attributes:
        what: What it is.
        example: A text in which it decides about the last quotation.
    """

    what: str
    example: str

    def __new__(cls, name: str, what: str, example: str) -> Self:
        """Return the member of that name."""
        member = str.__new__(cls, name)
        member._value_, member.what, member.example = name, what, example
        return member

    TURN_LABEL = (
        "turn-label",
        "The label at the head of a turn.",
        (
            "Q : Le bac est-il réparé ?\nLéa Faure : Il faudra patienter.\n"
            "Q : Jusqu'à quand ?\nLéa Faure : Jusqu'à jeudi, je crois."
        ),
    )
    BODY_BEHIND_ON = (
        "body-behind-on",
        "*On* with a body named after a preposition: the body speaks.",
        "Le quai est fermé, a-t-on appris auprès de la régie.",
    )
    GIVEN_BY_THE_CONSTRUCTION = (
        "given-by-the-construction",
        "The subject after the verb of an incise; the noun phrase of a source phrase.",
        "« On attend », soupire Léa Faure.",
    )
    ACTOR = (
        "actor",
        "In a dialogue, who acts right before a turn: always where a colon hands over, else if it is their turn.",
        "— C’est encore fermé ?\nLéa Faure leva la lampe :\n— Il faudra patienter.",
    )
    OF_RELATIVE = (
        "of-relative",
        "Before a colon, the subject behind the verb of a relative clause.",
        "Un constat que partage Léa Faure : « On attend. »",
    )
    LABEL = (
        "label",
        "The noun phrase before a colon that has no verb.",
        "Réaction de Léa Faure : « On attend. »",
    )
    AGENT = (
        "agent",
        "The agent of a passive, after *par*.",
        "Le retard est jugé « absurde » par Léa Faure.",
    )
    SUBJECT = (
        "subject",
        "The subject before the verb, past appositions and relative clauses.",
        "Léa Faure assure que le quai rouvrira.",
    )
    OWN_SUBJECT = (
        "own-subject",
        "An infinitive or gerund with a subject of its own.",
        "Léa Faure de conclure : « On attend. »",
    )
    UNDERSTOOD = (
        "understood",
        "A gerund, participle or infinitive without one: the speaker of the verb that it hangs on.",
        "Léa Faure dit que le quai est fermé, ajoutant que le bac a coulé.",
    )
    SAID_BEFORE = (
        "said-before",
        "No reporting verb, but an incise before it in the sentence: who speaks in that.",
        "« On attend », soupire Léa Faure, alors que « le quai reste fermé ».",
    )
    SENTENCE_SUBJECT = (
        "sentence-subject",
        "No reporting verb: the subject of the sentence, if it can speak.",
        "Léa Faure subit « un retard de plus ».",
    )
    SAID_AFTER = (
        "said-after",
        "No reporting verb: the next sentence says whose words these are.",
        "« On attend. » C'est en ces termes que Léa Faure a répondu.",
    )
    CLAUSE_AFTER = (
        "clause-after",
        "Quotations that a clause explains after a colon: whom the clause is about.",
        "« On attend que le quai rouvre » : Léa Faure ne décolère pas.",
    )


class Link(StrEnum):
    """What tells who a mention is, or who says a quotation without one.

    Attributes:
        what: What it is.
        example: A text in which it decides about the last quotation.
    """

    what: str
    example: str

    def __new__(cls, name: str, what: str, example: str) -> Self:
        """Return the member of that name."""
        member = str.__new__(cls, name)
        member._value_, member.what, member.example = name, what, example
        return member

    @property
    def confidence(self) -> float:
        """How often the speaker was right where it told who it is, between 0 and 1."""
        return _OF_LINKS.get(self, UNMEASURED)

    KNOWN = (
        "known",
        "Somebody of `Config(people=…)`, by name, alias or role.",
        "« On attend », soupire Léa Faure.",
    )
    NAME = (
        "name",
        "Its name, whole or in part: *Mme Faure* is *Léa Faure*.",
        "Léa Faure est à quai. « On attend », soupire Mme Faure.",
    )
    LAST_ONE = (
        "last-one",
        "*Ce dernier*, *l'intéressée*: the person named last.",
        "Léa Faure a croisé Omar Sall. « On attend », a dit ce dernier.",
    )
    BODY = (
        "body",
        "The proper name of a body.",
        "Selon Rives ouvertes, le quai rouvrira.",
    )
    REPEATED = (
        "repeated",
        "The same words, which the text quotes elsewhere with who says them; a title mostly.",
        "« On attend un bateau depuis mars », soupire Léa Faure.\n« On attend un bateau »\nLe quai est vide.",
    )
    SAME_SOURCE = (
        "same-source",
        "*La même source*, *notre interlocutrice*: the source before.",
        "Selon une source policière, le quai est fermé. La même source ajoute que le bac a coulé.",
    )
    BODY_NOUN = (
        "body-noun",
        "A bare noun for a body or document mentioned before.",
        "L'association Rives ouvertes a écrit au préfet. « On attend », dit l'association.",
    )
    ROLE = (
        "role",
        "A role that the text gives to somebody.",
        "La directrice soupire : « On attend. » Léa Faure, directrice de la régie, repart à quai.",
    )
    SALIENT = (
        "salient",
        "A description, by the learned choice among those mentioned before.",
        "Léa Faure est capitaine du bac. « On attend », soupire la quadragénaire.",
    )
    NAMED_LATER = (
        "named-later",
        "At the head of a text, a description of somebody who is named further on.",
        "Un ministre prévient : « On attend. » Le ministre de la Pêche, Jens Dahl, repart à quai.",
    )
    DESCRIPTION = (
        "description",
        "Nobody known: the description is a speaker of its own.",
        "« On attend », dit une passagère.",
    )
    PRONOUN = (
        "pronoun",
        "A pronoun, by the learned choice: gender and number, distance, who was subject, who spoke last.",
        "« On attend », dit Léa Faure. Elle ajoute que le quai est fermé.",
    )
    INITIALS = (
        "initials",
        "Initials on the label of a turn: whose they are.",
        (
            "Entretien avec Léa Faure.\nQ : Le bac est-il réparé ?\nL. F. : Il faudra patienter.\n"
            "Q : Jusqu'à quand ?\nL. F. : Jusqu'à jeudi, je crois."
        ),
    )
    INTERVIEWEE = (
        "interviewee",
        "Answers without a name: the person whom the head of the interview introduces.",
        (
            "Entretien avec Léa Faure.\nQ : Le bac est-il réparé ?\nR : Il faudra patienter.\n"
            "Q : Jusqu'à quand ?\nR : Jusqu'à jeudi, je crois."
        ),
    )
    CARRY = (
        "carry",
        "No mention: whoever the passage is about, by the learned choice.",
        "Léa Faure soupire. « On attend. »",
    )
    TURNS = (
        "turns",
        "No mention, in a conversation of a tale: whose turn it is, by the learned choice over the whole scene.",
        "— Tu restes ? demanda Léa Faure.\n— Je pars, répondit Omar Sall.\n— Quand ?",
    )


_RULES: Final = {rule.value: rule for rule in Rule}
_LINKS: Final = {link.value: link for link in Link}
_OF_RULES: Final = {(_RULES[rule], Kind(kind)): float(precision) for rule, kind, precision, _, _ in rows("rules.tsv")}
_OF_LINKS: Final = {_LINKS[link]: float(precision) for link, precision, _, _ in rows("links.tsv")}

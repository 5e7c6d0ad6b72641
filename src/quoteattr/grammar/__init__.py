"""Grammar: names, noun phrases, subjects and groups of verb forms."""

from quoteattr.grammar.able import can_speak
from quoteattr.grammar.adverbials import begins_adverbial, in_adverbial
from quoteattr.grammar.agreement import (
    FEMININE,
    MASCULINE,
    agrees,
    gender_of,
    is_coordinated,
    is_definite,
    is_plural,
    plural_told,
    tells_no_gender,
    without_title,
)
from quoteattr.grammar.around import phrase_around
from quoteattr.grammar.auxiliaries import NEGATION
from quoteattr.grammar.late_names import late_name
from quoteattr.grammar.name_signs import is_rubric
from quoteattr.grammar.names import AGENCIES, given_name, name_of_body, people_in
from quoteattr.grammar.patterns import PatternSet, pattern_set
from quoteattr.grammar.phrases import NounPhrase, is_quoted_noun, leads, noun_phrase
from quoteattr.grammar.relatives import antecedent
from quoteattr.grammar.sayings import past_frame, past_their_saying
from quoteattr.grammar.subjects import first_subject, is_impersonal, subject_left, subject_right
from quoteattr.grammar.tokens import Tokens
from quoteattr.grammar.verbs import VerbGroup, verb_groups
from quoteattr.grammar.vocatives import called_in, is_called

__all__ = [
    "AGENCIES",
    "FEMININE",
    "MASCULINE",
    "NEGATION",
    "NounPhrase",
    "PatternSet",
    "Tokens",
    "VerbGroup",
    "agrees",
    "antecedent",
    "begins_adverbial",
    "called_in",
    "can_speak",
    "first_subject",
    "gender_of",
    "given_name",
    "in_adverbial",
    "is_called",
    "is_coordinated",
    "is_definite",
    "is_impersonal",
    "is_plural",
    "is_quoted_noun",
    "is_rubric",
    "late_name",
    "leads",
    "name_of_body",
    "noun_phrase",
    "past_frame",
    "past_their_saying",
    "pattern_set",
    "people_in",
    "phrase_around",
    "plural_told",
    "subject_left",
    "subject_right",
    "tells_no_gender",
    "verb_groups",
    "without_title",
]

"""Leaders of the world, whose offices a text need not tell."""

from __future__ import annotations

import pytest

from quoteattr import Extractor, Quotation
from quoteattr.lexicon import french
from quoteattr.lexicon.tables import offices as table


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(model=None)


def only(extractor: Extractor, named: str, description: str) -> Quotation:
    """The words that a description says, in a text that names somebody or several before."""
    return extractor(f"{named} à la tribune. « La route sera longue », a déclaré {description}.").quotations[0]


@pytest.mark.parametrize(
    ("named", "description", "speaker"),
    [
        ("Nicolas Maduro a succédé à Gustavo Petro", "le président vénézuélien", "Nicolas Maduro"),
        ("Nicolas Maduro a succédé à Gustavo Petro", "le président du Venezuela", "Nicolas Maduro"),
        ("Nicolas Maduro a succédé à Gustavo Petro", "le président colombien", "Gustavo Petro"),
        ("Nicolas Maduro a succédé à Gustavo Petro", "le chef de l'État colombien", "Gustavo Petro"),
        ("Sergueï Lavrov a remplacé Sergueï Choïgou", "le chef de la diplomatie russe", "Sergueï Lavrov"),
        ("Sergueï Lavrov a remplacé Sergueï Choïgou", "le ministre russe de la Défense", "Sergueï Choïgou"),
        ("Sergueï Choïgou a remplacé Sergueï Lavrov", "le ministre russe des Affaires étrangères", "Sergueï Lavrov"),
        ("Angela Merkel a précédé Sanna Marin", "la chancelière allemande", "Angela Merkel"),
        ("Angela Merkel a précédé Sanna Marin", "la première ministre finlandaise", "Sanna Marin"),
        ("Angela Merkel a précédé Sanna Marin", "la cheffe du gouvernement finlandais", "Sanna Marin"),
        ("Jens Stoltenberg a précédé Charles Michel", "le patron de l'Otan", "Jens Stoltenberg"),
        ("Jens Stoltenberg a précédé Charles Michel", "le président du Conseil européen", "Charles Michel"),
        ("Mark Rutte a succédé à Charles Michel", "le secrétaire général de l'Otan", "Mark Rutte"),
        ("Charles Michel a précédé Ursula von der Leyen", "la présidente de la Commission", "Ursula von der Leyen"),
        ("Josep Borrell a précédé Roberta Metsola", "le chef de la diplomatie européenne", "Josep Borrell"),
        ("Josep Borrell a précédé Roberta Metsola", "la présidente du Parlement européen", "Roberta Metsola"),
        ("Christie Morreale a suivi Zuhal Demir", "la ministre wallonne", "Christie Morreale"),
        ("Christie Morreale a suivi Zuhal Demir", "la ministre flamande", "Zuhal Demir"),
        ("Elio Di Rupo a suivi Jan Jambon", "le ministre-président wallon", "Elio Di Rupo"),
        ("Alain Berset a précédé Herman Van Rompuy", "le conseiller fédéral", "Alain Berset"),
        ("François Legault a suivi Justin Trudeau", "le premier ministre du Québec", "François Legault"),
        ("François Legault a suivi Justin Trudeau", "le premier ministre canadien", "Justin Trudeau"),
        ("Valérie Plante a suivi Régis Labeaume", "la mairesse de Montréal", "Valérie Plante"),
        ("Pierre Poilievre a suivi Jagmeet Singh", "le chef conservateur", "Pierre Poilievre"),
        ("Abdelmadjid Tebboune a suivi Kaïs Saïed", "le président algérien", "Abdelmadjid Tebboune"),
        ("Abdelmadjid Tebboune a suivi Kaïs Saïed", "le chef de l'État tunisien", "Kaïs Saïed"),
        ("Macky Sall a précédé Alassane Ouattara", "le président sénégalais", "Macky Sall"),
        ("Macky Sall a précédé Alassane Ouattara", "le président de la Côte d'Ivoire", "Alassane Ouattara"),
        ("Assimi Goïta a suivi Ibrahim Traoré", "le chef de la junte malienne", "Assimi Goïta"),
        ("Félix Tshisekedi a suivi Paul Kagame", "le président rwandais", "Paul Kagame"),
        ("Nabih Berri a suivi Najib Mikati", "le premier ministre libanais", "Najib Mikati"),
        ("Benyamin Netanyahou a suivi Yaïr Lapid", "le chef de l'opposition israélienne", "Yaïr Lapid"),
        ("Recep Tayyip Erdoğan a suivi Ekrem Imamoglu", "le maire d'Istanbul", "Ekrem Imamoglu"),
        ("Recep Tayyip Erdoğan a suivi Ekrem Imamoglu", "le président turc", "Recep Tayyip Erdoğan"),
        ("Volodymyr Zelenskyy a suivi Vitali Klitschko", "le président ukrainien", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelensky a suivi Vitali Klitschko", "le maire de Kiev", "Vitali Klitschko"),
        ("Antony Blinken a précédé Lloyd Austin", "le secrétaire d'État américain", "Antony Blinken"),
        ("Antony Blinken a précédé Lloyd Austin", "le chef du Pentagone", "Lloyd Austin"),
        ("Keir Starmer a suivi Micheál Martin", "le premier ministre britannique", "Keir Starmer"),
        ("Giorgia Meloni a suivi Pedro Sánchez", "la cheffe du gouvernement italien", "Giorgia Meloni"),
        ("Mohammed VI a suivi Felipe VI", "le roi du Maroc", "Mohammed VI"),
        ("António Guterres a suivi Tedros Adhanom Ghebreyesus", "le patron de l'OMS", "Tedros Adhanom Ghebreyesus"),
        ("António Guterres a suivi Rafael Grossi", "le secrétaire général des Nations unies", "António Guterres"),
        ("Kristalina Georgieva a suivi Christine Lagarde", "la présidente de la BCE", "Christine Lagarde"),
        ("Gianni Infantino a suivi Thomas Bach", "le président du CIO", "Thomas Bach"),
        ("Kim Jong-un a suivi Moon Jae-in", "le président sud-coréen", "Moon Jae-in"),
        ("Kim Jong-un a suivi Moon Jae-in", "le dirigeant nord-coréen", "Kim Jong-un"),
        ("Élisabeth Borne a suivi Mette Frederiksen", "la première ministre danoise", "Mette Frederiksen"),
    ],
)
def test_who_holds_the_office(extractor: Extractor, named: str, description: str, speaker: str) -> None:
    quotation = only(extractor, named, description)
    assert quotation.speaker is not None
    assert (quotation.speaker.name, quotation.link) == (speaker, "role")


@pytest.mark.parametrize(
    ("named", "description"),
    [
        ("Nicolas Maduro est monté", "le président colombien"),
        ("Nicolas Maduro est monté", "le président de la Colombie"),
        ("Justin Trudeau est monté", "le premier ministre japonais"),
        ("Justin Trudeau est monté", "le premier ministre de l'Inde"),
        ("Sergueï Lavrov est monté", "le chef de la diplomatie iranienne"),
        ("Sergueï Lavrov est monté", "le ministre russe de la Défense"),
        ("Vladimir Poutine est monté", "le chef de la diplomatie russe"),
        ("Kim Jong-un est monté", "le président sud-coréen"),
        ("Charles Michel est monté", "le président de la Commission européenne"),
        ("Angela Merkel est montée", "la première ministre danoise"),
        ("Christie Morreale est montée", "la ministre flamande"),
        ("Abdelmadjid Tebboune est monté", "le président de l'Assemblée nationale algérienne"),
    ],
)
def test_who_does_not(extractor: Extractor, named: str, description: str) -> None:
    quotation = only(extractor, named, description)
    assert quotation.speaker is not None
    assert quotation.speaker.name == description


@pytest.mark.parametrize("description", ["le président tunisien sortant", "le président tunisien déchu"])
def test_a_term_that_ends_is_the_same_office(extractor: Extractor, description: str) -> None:
    quotation = only(extractor, "Kaïs Saïed a suivi Macky Sall", description)
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Kaïs Saïed"


def test_an_adjective_agrees_with_what_somebody_is_head_of(extractor: Extractor) -> None:
    quotation = only(
        extractor, "Yoav Gallant a suivi Tamim ben Hamad Al-Thani", "le ministre de la Défense israélienne"
    )
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Yoav Gallant"


def test_every_head_of_state_is_of_a_nation() -> None:
    words = french().words
    known = words["nation"] | words["country"]
    heads = [
        office.complement
        for offices in table().values()
        for office in offices
        if office.noun in ("chef", "cheffe")
        and "etat" in office.complement
        and not {"major", "islamique"} & office.complement
    ]
    assert len(heads) > 500
    assert [complement for complement in heads if not complement & known] == []

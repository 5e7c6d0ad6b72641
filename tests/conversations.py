"""Made-up conversations, and the formats in which transcripts come: what is said stands once, each format writes it its own way.

A turn is ``(who, text)``; a text may hold several paragraphs, parted by a line feed. Insertions that nobody says stand in
it as ``{rires}``, ``{bruit}``; each format writes them as it would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

Turns = list[tuple[str, str]]


class Talk(NamedTuple):
    """A conversation: its lead, who asks (nobody in a debate), the title of each speaker, and the turns."""

    title: str
    lead: str
    asks: str
    outlet: str
    people: dict[str, str]
    turns: Turns


INTERVIEWS = [
    Talk(
        "La gardienne du phare",
        "À Lorval, Awa Diop tient le phare depuis vingt ans. Elle publie ses carnets. Entretien avec une femme qui aime le vent.",
        "Paul Ferrand",
        "Le Progrès de Lorval",
        {"Awa Diop": "Mme"},
        [
            ("?", "Pourquoi avoir quitté la ville pour un phare ?"),
            (
                "Awa Diop",
                "Je voulais du silence. Ma mère m'a dit : « Tu reviendras avant Noël. » Je ne suis jamais revenue.",
            ),
            ("?", "Vous n'avez jamais regretté votre choix ?"),
            ("Awa Diop", "Une fois, en février. {rires} La porte avait gelé et je suis restée dehors toute la nuit."),
            ("?", "Que fait-on toute la journée dans un phare ?"),
            (
                "Awa Diop",
                "On repeint. On graisse, on compte les bateaux.\nLe soir, on écrit, parce que la lampe reste allumée de toute façon.",
            ),
            ("?", "Vos carnets parlent beaucoup des oiseaux. D'où vous vient cette passion ?"),
            ("Awa Diop", "De mon grand-père, qui les nourrissait en cachette."),
            ("?", "Le phare doit fermer l'an prochain. Qu'en pensez-vous ?"),
            (
                "Awa Diop",
                "C'est une erreur. Le préfet assure que les satellites suffisent, mais un satellite ne descend pas chercher un pêcheur.",
            ),
            ("?", "Et vous, où irez-vous ?"),
            ("Awa Diop", "Je ne sais pas encore, peut-être plus au nord."),
            ("?", "Avez-vous peur de l'ennui ?"),
            ("Awa Diop", "Non. L'ennui, c'est pour les gens pressés."),
            ("?", "Lisez-vous beaucoup ?"),
            ("Awa Diop", "Je relis toujours les trois mêmes livres. {bruit} Les autres ont pris l'eau."),
            ("?", "Quel est le plus beau matin que vous ayez vu ?"),
            ("Awa Diop", "Celui d'hier, comme toujours."),
            ("?", "Votre prochain livre est-il commencé ?"),
            ("Awa Diop", "Il est fini. Il dort dans un tiroir et je le laisse dormir."),
            ("?", "Un dernier mot pour ceux qui voudraient vous imiter ?"),
            ("Awa Diop", "Qu'ils apprennent d'abord à cuisiner."),
        ],
    ),
    Talk(
        "Le boulanger qui chante",
        "Marc Lenoir pétrit la nuit et chante le jour. Nous avons rencontré Marc Lenoir dans son fournil de Vaubrun, entre deux fournées.",
        "Inès Caro",
        "Radio Vaubrun",
        {"Marc Lenoir": "M."},
        [
            ("?", "Comment passe-t-on du pain à la scène ?"),
            ("Marc Lenoir", "Par hasard. Une cliente m'a entendu fredonner et elle a parlé de moi à la chorale."),
            ("?", "Vous chantez donc en travaillant ?"),
            ("Marc Lenoir", "Toujours. Mon apprenti prétend que la pâte lève mieux."),
            ("?", "Et c'est vrai ?"),
            ("Marc Lenoir", "Bien sûr que non ! {rires} Mais je ne le lui dirai jamais."),
            ("?", "Quels airs préférez-vous ?"),
            (
                "Marc Lenoir",
                "Les vieux airs de marins. On peut les reprendre sans partition, et tout le monde connaît le refrain.",
            ),
            ("?", "Votre premier concert, vous vous en souvenez ?"),
            ("Marc Lenoir", "J'avais de la farine dans les cheveux.\nLe public a cru à un costume."),
            ("?", "Que répondez-vous à ceux qui vous conseillent de choisir ?"),
            ("Marc Lenoir", "Que j'ai choisi : je fais les deux."),
            ("?", "Le prix du blé vous inquiète-t-il ?"),
            (
                "Marc Lenoir",
                "Oui, comme tous mes confrères. Ma comptable a prévenu : « À ce rythme, on ferme en juin. »",
            ),
            ("?", "Avez-vous demandé de l'aide à la mairie ?"),
            ("Marc Lenoir", "Deux fois. J'attends toujours une réponse."),
            ("?", "Formez-vous des jeunes ?"),
            ("Marc Lenoir", "Trois par an, et {bruit} deux d'entre eux sont des filles."),
            ("?", "Chantent-ils aussi ?"),
            ("Marc Lenoir", "Ils n'ont pas le choix !"),
            ("?", "Où pourra-t-on vous entendre cet été ?"),
            ("Marc Lenoir", "Sur la place du marché, tous les dimanches, après la deuxième fournée."),
        ],
    ),
    Talk(
        "Compter les abeilles",
        "Biologiste à l'université de Grandrieu, Jeanne Le Goff compte les abeilles depuis 1998. Jeanne Le Goff répond à nos questions. Interview.",
        "Omar Sall",
        "La Gazette de Grandrieu",
        {"Jeanne Le Goff": "Mme"},
        [
            ("?", "Combien d'abeilles avez-vous comptées cette année ?"),
            ("Jeanne Le Goff", "Un tiers de moins que l'an dernier, et l'an dernier était déjà mauvais."),
            ("?", "Comment procédez-vous ?"),
            ("Jeanne Le Goff", "Nous filmons l'entrée des ruches, puis un logiciel suit chaque insecte."),
            ("?", "Vous fiez-vous au logiciel ?"),
            ("Jeanne Le Goff", "Pas tout à fait. {rires} Mes étudiantes recomptent à la main une heure sur dix."),
            ("?", "Qui sont les coupables ?"),
            (
                "Jeanne Le Goff",
                "Il n'y en a pas qu'un. Le climat, les produits, les haies arrachées.\nEt la paresse, la nôtre aussi.",
            ),
            ("?", "Les agriculteurs vous écoutent-ils ?"),
            (
                "Jeanne Le Goff",
                "Davantage qu'on ne croit. L'un d'eux m'a écrit : « J'ai replanté ce que mon père avait coupé. »",
            ),
            ("?", "Le ministère a promis un plan. Qu'en attendez-vous ?"),
            ("Jeanne Le Goff", "Des moyens, et surtout du temps."),
            ("?", "Peut-on encore inverser la tendance ?"),
            ("Jeanne Le Goff", "Oui, si l'on s'y met maintenant."),
            ("?", "Que peut faire un citadin ?"),
            ("Jeanne Le Goff", "Laisser pousser son balcon. C'est moins propre, {bruit} mais c'est vivant."),
            ("?", "Avez-vous déjà été piquée ?"),
            ("Jeanne Le Goff", "J'ai cessé de compter, pour une fois."),
            ("?", "Votre métier vous rend-il triste ?"),
            ("Jeanne Le Goff", "Il me rend attentive, ce qui est différent."),
            ("?", "Que ferez-vous après votre retraite ?"),
            ("Jeanne Le Goff", "Du miel, évidemment."),
        ],
    ),
]

DEBATES = [
    Talk(
        "Faut-il rouvrir la ligne ?",
        "La ligne de chemin de fer de Mazelles est fermée depuis 1987. Autour de Claire Aubin, qui anime le débat, Nadia Ferrand, présidente de l'association des usagers, Jens Dahl, ingénieur, et Hugo Marchal, élu de Mazelles.",
        "",
        "",
        {"Claire Aubin": "Mme", "Nadia Ferrand": "Mme", "Jens Dahl": "M.", "Hugo Marchal": "M."},
        [
            ("Claire Aubin", "Bonsoir à tous. La ligne peut-elle rouvrir, oui ou non ?"),
            ("Nadia Ferrand", "Oui, et tout de suite. Huit cents personnes ont signé notre appel."),
            ("Jens Dahl", "Les signatures ne portent pas un train. Il faut d'abord refaire deux ponts."),
            ("Hugo Marchal", "La commune est prête à payer sa part, je l'ai dit au conseil."),
            ("Nadia Ferrand", "Vous l'avez dit, {rires} mais vous ne l'avez pas voté."),
            ("Claire Aubin", "Combien coûterait la réouverture ?"),
            (
                "Jens Dahl",
                "Entre quarante et soixante millions.\nEt je ne compte pas les gares, qui sont dans un triste état.",
            ),
            ("Hugo Marchal", "Le département nous a répondu : « Commencez par un car. »"),
            ("Nadia Ferrand", "Un car qui met deux heures, personne ne le prend."),
            ("Claire Aubin", "Est-ce que les jeunes reviendraient au train ?"),
            ("Nadia Ferrand", "Ma fille fait la route chaque matin, elle attend cela depuis le lycée."),
            ("Jens Dahl", "Il faudrait un train par heure, sinon cela ne sert à rien."),
            ("Hugo Marchal", "Un par heure ? {bruit} Vous rêvez, mon cher."),
            ("Jens Dahl", "Je calcule, c'est mon métier."),
            ("Claire Aubin", "On m'écrit que la voie est devenue un sentier de promenade."),
            ("Hugo Marchal", "C'est exact, et les promeneurs votent aussi."),
            ("Nadia Ferrand", "On peut marcher à côté d'un rail, que je sache."),
            ("Jens Dahl", "Avec une clôture, oui."),
            ("Claire Aubin", "Un dernier mot, chacun le sien."),
            ("Hugo Marchal", "Patience."),
            ("Nadia Ferrand", "La patience, nous en avons eu trente ans."),
            ("Jens Dahl", "Des études sérieuses, voilà tout ce que je demande."),
        ],
    ),
    Talk(
        "Réunion de l'atelier",
        "Compte rendu de la réunion du lundi. Étaient présents Salif Sarmant, chef d'atelier, Odile Marchand, comptable, et Xiu Chen, apprentie.",
        "",
        "",
        {"Salif Sarmant": "M.", "Odile Marchand": "Mme", "Xiu Chen": "Mme"},
        [
            ("Salif Sarmant", "On commence. La commande des Ardoises est en retard de trois jours."),
            ("Odile Marchand", "Et la facture est déjà partie, ce qui est un peu gênant."),
            ("Xiu Chen", "Il manque les vis de huit, je les ai demandées jeudi."),
            ("Salif Sarmant", "À qui les as-tu demandées ?"),
            ("Xiu Chen", "Au magasin. Le magasinier m'a dit : « On verra lundi. » Nous sommes lundi."),
            ("Odile Marchand", "Je peux appeler le fournisseur, si tu me donnes la référence."),
            ("Salif Sarmant", "Fais-le ce matin. {bruit} Ensuite, parlons des vacances."),
            ("Xiu Chen", "Je voudrais la première semaine de juillet."),
            ("Odile Marchand", "Moi aussi, mais je peux attendre. {rires}"),
            ("Salif Sarmant", "On ne ferme pas en juillet, c'est la pleine saison.\nIl faut que l'une de vous reste."),
            ("Xiu Chen", "Alors je prendrai juin."),
            ("Odile Marchand", "Merci, c'est gentil."),
            ("Salif Sarmant", "Troisième point, la nouvelle scie."),
            ("Xiu Chen", "Elle coupe bien, mais elle fait un bruit terrible."),
            ("Odile Marchand", "Elle a coûté neuf mille euros, elle peut bien faire du bruit."),
            ("Salif Sarmant", "On portera des casques. J'en ai commandé six."),
            ("Xiu Chen", "Six ? Nous sommes quatre."),
            ("Salif Sarmant", "On en perd toujours deux."),
            ("Odile Marchand", "Je note donc six casques et aucune vis."),
            ("Xiu Chen", "Voilà qui résume la semaine."),
            ("Salif Sarmant", "La séance est levée, au travail."),
        ],
    ),
    Talk(
        "Table ronde sur l'école",
        "Une table ronde réunit ce soir Hélène Castaing, rectrice, Gildas Morvan, instituteur à Port-Aubry, et Leïla Benali, mère de famille.",
        "",
        "",
        {"Hélène Castaing": "Mme", "Gildas Morvan": "M.", "Leïla Benali": "Mme"},
        [
            ("Hélène Castaing", "Les classes ne fermeront pas cette année, je m'y suis engagée."),
            ("Leïla Benali", "Vous aviez promis la même chose l'an passé."),
            ("Hélène Castaing", "L'an passé, je n'étais pas en poste, madame."),
            ("Gildas Morvan", "Le fait est que j'ai trente et un élèves dans une salle prévue pour vingt."),
            ("Leïla Benali", "Mon fils écrit sur ses genoux. {rires} Il dit que c'est très moderne."),
            ("Hélène Castaing", "Nous allons livrer du mobilier avant la fin du mois."),
            ("Gildas Morvan", "Ce ne sont pas des chaises qui nous manquent, ce sont des collègues."),
            ("Leïla Benali", "Qui remplace un maître malade, aujourd'hui ?"),
            ("Gildas Morvan", "Personne. On répartit les enfants dans les autres classes."),
            ("Hélène Castaing", "Trois remplaçants arrivent en mars.\nJe sais que c'est tard, et je le regrette."),
            ("Leïla Benali", "Une voisine m'a soufflé : « Mettez-le dans le privé. » Je n'en ai pas envie."),
            ("Gildas Morvan", "Et vous avez raison."),
            ("Hélène Castaing", "L'école publique tient debout grâce à des gens comme monsieur Morvan."),
            ("Gildas Morvan", "Elle tient debout, {bruit} mais elle penche."),
            ("Leïla Benali", "Peut-on parler de la cantine ?"),
            ("Hélène Castaing", "C'est l'affaire de la commune, mais allez-y."),
            ("Leïla Benali", "On y mange des nouilles quatre jours sur cinq."),
            ("Gildas Morvan", "Le cinquième jour, on mange du riz."),
            ("Hélène Castaing", "J'en parlerai au maire dès demain."),
            ("Leïla Benali", "Je vous prends au mot."),
            ("Gildas Morvan", "Moi, je demande à voir."),
        ],
    ),
]

SITTINGS = [
    Talk(
        "Séance du mardi",
        "Présidence de Mme Anne Roux\nLa séance est ouverte à quinze heures.",
        "Anne Roux",
        "",
        {"Anne Roux": "Mme", "Luc Tanguy": "M.", "Sonia Belkacem": "Mme", "Yann Kermor": "M.", "Marthe Guillou": "Mme"},
        [
            ("Anne Roux", "L'ordre du jour appelle la discussion du projet de loi sur les rivières."),
            ("Luc Tanguy", "Ce texte vient trop tard. {bravo} Nos rivières sont à sec depuis juin."),
            ("Sonia Belkacem", "Le Gouvernement a pourtant agi dès le printemps."),
            ("Luc Tanguy", "Avec quels moyens ? {cris}"),
            ("Sonia Belkacem", "Avec ceux que vous aviez refusé de voter, monsieur le député."),
            ("Anne Roux", "Mes chers collègues, un peu de calme, je vous prie."),
            (
                "Yann Kermor",
                "Je voudrais ramener le débat aux faits.\nLa commission a entendu quarante personnes, et toutes disent la même chose.",
            ),
            ("Marthe Guillou", "Toutes, sauf celles que vous n'avez pas invitées ! {bravo}"),
            ("Yann Kermor", "Chacun pouvait écrire à la commission, ma chère collègue."),
            ("Marthe Guillou", "J'ai écrit. Votre secrétariat m'a répondu : « Le délai est passé. »"),
            ("Anne Roux", "La parole est à M. Luc Tanguy, pour soutenir l'amendement."),
            ("Luc Tanguy", "Cet amendement est simple, il tient en une ligne."),
            ("Yann Kermor", "Avis défavorable."),
            ("Sonia Belkacem", "Même avis."),
            ("Marthe Guillou", "Quel enthousiasme ! {cris}"),
            ("Anne Roux", "Je mets aux voix l'amendement."),
            ("Luc Tanguy", "Je demande un scrutin public."),
            ("Anne Roux", "Il est de droit. Le scrutin aura lieu dans cinq minutes."),
            ("Sonia Belkacem", "J'ajoute que le budget de l'eau augmente de six pour cent."),
            ("Marthe Guillou", "Six pour cent de rien, cela ne fait pas un ruisseau."),
            ("Anne Roux", "L'amendement n'est pas adopté."),
        ],
    ),
    Talk(
        "Conseil du canton",
        "Présidence de M. Basile Perrot\nLa séance est ouverte à neuf heures.",
        "Basile Perrot",
        "",
        {"Basile Perrot": "M.", "Rose Amari": "Mme", "Théo Vasseur": "M.", "Irma Klein": "Mme"},
        [
            ("Basile Perrot", "Nous reprenons l'examen du budget."),
            ("Rose Amari", "Mon groupe ne votera pas ce budget. {bravo}"),
            ("Théo Vasseur", "On s'en doutait un peu, chère collègue."),
            ("Rose Amari", "Laissez-moi au moins dire pourquoi."),
            ("Basile Perrot", "Mme Amari a seule la parole."),
            ("Rose Amari", "Les routes prennent la moitié de l'argent, et la lecture n'en reçoit rien."),
            ("Irma Klein", "La bibliothèque rouvre en mai, je vous l'ai annoncé hier."),
            ("Rose Amari", "Elle rouvre sans livres ! {cris}"),
            ("Irma Klein", "Les livres sont commandés.\nIls viendront par le train, comme tout le reste."),
            ("Théo Vasseur", "Encore faut-il que le train arrive. {cris}"),
            ("Basile Perrot", "Restons sérieux, s'il vous plaît."),
            ("Théo Vasseur", "Je suis très sérieux, monsieur le président."),
            ("Rose Amari", "Un libraire m'a confié : « On ne m'a rien commandé. »"),
            ("Irma Klein", "Ce libraire ne lit pas son courrier."),
            ("Basile Perrot", "Qui demande la parole ?"),
            ("Théo Vasseur", "Moi, pour une explication de vote."),
            ("Basile Perrot", "Vous avez deux minutes."),
            ("Théo Vasseur", "Il m'en faudra une. Nous voterons pour."),
            ("Irma Klein", "Le Conseil d'État en prend acte avec plaisir."),
            ("Rose Amari", "Et nous voterons contre, avec regret."),
            ("Basile Perrot", "Le budget est adopté."),
        ],
    ),
    Talk(
        "Débat sur les ports",
        "Présidence de Mme Colette Hamon\nLa séance est ouverte à dix heures.",
        "Colette Hamon",
        "",
        {"Colette Hamon": "Mme", "Félix Garnier": "M.", "Nour Haddad": "Mme", "Loïc Prigent": "M."},
        [
            ("Colette Hamon", "La parole est à M. Félix Garnier."),
            ("Félix Garnier", "Nos ports se vident, madame la présidente. Il y avait cent bateaux, il en reste douze."),
            ("Nour Haddad", "Douze bateaux neufs valent mieux que cent épaves. {cris}"),
            ("Félix Garnier", "Dites-le aux marins ! {bravo}"),
            ("Loïc Prigent", "Je le leur ai dit, moi, et ils m'ont écouté."),
            (
                "Nour Haddad",
                "Le Gouvernement consacre trente millions à la flotte.\nC'est le double de ce que prévoyait la loi précédente.",
            ),
            ("Félix Garnier", "Le double de presque rien."),
            ("Colette Hamon", "Veuillez conclure, monsieur Garnier."),
            ("Félix Garnier", "Je conclus. Un patron pêcheur m'a dit : « Je vends. » Voilà où nous en sommes."),
            ("Loïc Prigent", "Il a vendu à son fils, si je ne me trompe pas. {cris}"),
            ("Colette Hamon", "Monsieur Prigent, vous n'avez pas la parole."),
            ("Loïc Prigent", "Je la demande, alors."),
            ("Colette Hamon", "Vous l'avez."),
            ("Loïc Prigent", "Merci. Les criées marchent bien, il faut le dire aussi."),
            ("Nour Haddad", "Monsieur le rapporteur a raison sur ce point."),
            ("Félix Garnier", "Pour qui marchent-elles ? {cris}"),
            ("Loïc Prigent", "Pour ceux qui pêchent."),
            ("Nour Haddad", "Je propose que nous en reparlions après le vote."),
            ("Colette Hamon", "C'est sage. Je mets aux voix l'article premier."),
            ("Félix Garnier", "Nous nous abstiendrons."),
            ("Colette Hamon", "L'article premier est adopté."),
        ],
    ),
]

PLAYS = [
    Talk(
        "Le testament de l'oncle",
        "Personnages : Géronte, vieil avocat ; Lucinde, sa nièce ; Valère, un jeune homme.",
        "",
        "",
        {"Géronte": "", "Lucinde": "", "Valère": ""},
        [
            ("Géronte", "Qui frappe à cette heure ?"),
            ("Valère", "Un homme qui a froid, monsieur, et qui vous apporte une lettre."),
            ("Géronte", "Posez la lettre et gardez le froid. {sort}"),
            ("Lucinde", "Mon oncle, laissez entrer ce garçon !"),
            ("Géronte", "Il n'a pas la tête d'un garçon honnête."),
            ("Valère", "C'est la seule que j'aie. {salue} Elle m'a bien servi jusqu'ici."),
            ("Lucinde", "Asseyez-vous près du feu."),
            ("Géronte", "Le feu coûte cher."),
            ("Lucinde", "Et la lettre, que dit-elle ?"),
            ("Géronte", "Que mon frère est mort et qu'il me laisse ses dettes."),
            ("Valère", "Il laisse aussi une maison, monsieur."),
            ("Géronte", "Une maison ? {sort} Que ne le disiez-vous plus tôt !"),
            ("Lucinde", "Vous voyez qu'il est honnête."),
            ("Valère", "Je ne fais que lire, mademoiselle."),
            ("Géronte", "Où est-elle, cette maison ?"),
            ("Valère", "Au bord de l'eau.\nOn dit qu'elle y descend un peu plus chaque hiver."),
            ("Lucinde", "Nous irons la voir demain."),
            ("Géronte", "Demain je plaide."),
            ("Lucinde", "Alors j'irai seule."),
            ("Valère", "J'ai ma barque."),
            ("Géronte", "Je me disais bien qu'il y avait une barque dans cette histoire."),
        ],
    ),
    Talk(
        "Le dernier train",
        "Personnages : Le chef de gare ; La voyageuse ; Antonin, porteur.",
        "",
        "",
        {"Le chef de gare": "", "La voyageuse": "", "Antonin": ""},
        [
            ("La voyageuse", "À quelle heure part le dernier train ?"),
            ("Le chef de gare", "Il est parti, madame."),
            ("La voyageuse", "Mais il n'est que six heures !"),
            ("Le chef de gare", "Il est parti en 1962. {sort}"),
            ("Antonin", "Je peux porter votre valise en attendant."),
            ("La voyageuse", "En attendant quoi ?"),
            ("Antonin", "Le suivant. {salue} On ne sait jamais."),
            ("Le chef de gare", "Antonin, ne donnez pas d'espoir aux gens."),
            ("Antonin", "C'est tout ce que la compagnie m'a laissé, chef."),
            ("La voyageuse", "Y a-t-il une auberge dans ce village ?"),
            ("Le chef de gare", "Il y en avait une.\nElle a suivi le train."),
            ("Antonin", "Ma sœur a une chambre, avec vue sur les rails."),
            ("La voyageuse", "Est-elle chère ?"),
            ("Antonin", "Elle est bavarde."),
            ("Le chef de gare", "Vous feriez mieux de marcher jusqu'à Vaubrun."),
            ("La voyageuse", "Combien de kilomètres ?"),
            ("Le chef de gare", "Douze par la route, neuf par le tunnel."),
            ("Antonin", "Dans le tunnel, il y a de l'écho. Cela tient compagnie."),
            ("La voyageuse", "Je prends la chambre."),
            ("Antonin", "Je l'aurais parié !"),
            ("Le chef de gare", "Encore une qui ne partira plus."),
        ],
    ),
    Talk(
        "La pêche au large",
        "Personnages : Yvon, patron pêcheur ; Maëlle, sa fille ; Le notaire.",
        "",
        "",
        {"Yvon": "", "Maëlle": "", "Le notaire": ""},
        [
            ("Yvon", "Ce bateau ne se vend pas."),
            ("Le notaire", "Tout se vend, c'est écrit dans le code."),
            ("Maëlle", "Le code n'a jamais pris la mer. {salue}"),
            ("Le notaire", "Votre père a signé, mademoiselle."),
            ("Yvon", "J'ai signé pour une bouée."),
            ("Le notaire", "Relisez la page quatre."),
            ("Yvon", "Je n'ai pas mes lunettes. {sort}"),
            ("Maëlle", "Donnez, je vais lire, moi."),
            ("Le notaire", "Je vous en prie."),
            ("Maëlle", "Il manque une page, monsieur."),
            ("Le notaire", "C'est impossible !"),
            ("Yvon", "Tout se perd, c'est écrit dans la mer."),
            ("Maëlle", "Sans la page quatre, rien n'est vendu.\nVoulez-vous un verre d'eau ?"),
            ("Le notaire", "Je veux ma page."),
            ("Yvon", "Elle sert de cale à la table, je crois."),
            ("Maëlle", "Ne bougez pas, la table est fragile."),
            ("Le notaire", "Vous vous moquez de moi ! {sort}"),
            ("Yvon", "Un peu, maître, un tout petit peu."),
            ("Maëlle", "Revenez dimanche, on vous emmènera pêcher."),
            ("Le notaire", "Je n'ai pas le pied marin."),
            ("Yvon", "Cela s'apprend, comme le code."),
        ],
    ),
]

INSERTIONS = {
    "{rires}": "(Rires.)",
    "{bruit}": "[inaudible]",
    "{bravo}": "*(Applaudissements sur plusieurs bancs.)*",
    "{cris}": "(Exclamations à gauche.)",
    "{sort}": "(Il regarde la porte.)",
    "{salue}": "(Saluant.)",
}


def written(text: str) -> str:
    for sign, words in INSERTIONS.items():
        text = text.replace(sign, words)
    return text


def initials(name: str) -> str:
    return " ".join(f"{word[0]}." for word in name.split())


def _joined(talk: Talk, lines: Iterator[str], between: str = "\n\n") -> str:
    return between.join([talk.title, talk.lead, *lines]) + "\n"


def _labels(talk: Talk, label: Callable[[str, int], str], between: str = "\n\n") -> str:
    """Each turn behind what `label` makes of who has it and of how many turns that voice has had."""
    seen: dict[str, int] = {}
    lines = []
    for who, text in talk.turns:
        lines.append(label(who, seen.get(who, 0)) + written(text))
        seen[who] = seen.get(who, 0) + 1
    return _joined(talk, iter(lines), between)


def _or(who: str, asks: str) -> str:
    return asks if who == "?" else who


def names(talk: Talk) -> str:
    """Name and colon: the interviewer by name, who is named at the foot."""
    foot = f"\nPropos recueillis par {talk.asks}\n" if talk.asks else ""
    return _labels(talk, lambda who, _: f"{_or(who, talk.asks)} : ") + foot


def capitals(talk: Talk) -> str:
    """Surnames in capitals."""
    return _labels(talk, lambda who, _: f"{talk.outlet if who == '?' else who.split(' ', 1)[1]} : ".upper())


def initialled(talk: Talk) -> str:
    """The full name first, initials afterwards; the outlet asks."""
    return _labels(
        talk, lambda who, n: f"{talk.outlet} : " if who == "?" else f"{initials(who) if n else who} : ", "\n"
    )


def letters(talk: Talk) -> str:
    return _labels(talk, lambda who, _: "Q : " if who == "?" else "R : ", "\n")


def dashes(talk: Talk) -> str:
    return _labels(talk, lambda *_: "- ", "\n")


def bold(talk: Talk) -> str:
    lines = (f"**{text}**" if who == "?" else written(text) for who, text in talk.turns)
    return _joined(talk, lines)


def pointed(talk: Talk) -> str:
    return _labels(talk, lambda who, _: f"{_or(who, talk.outlet)}. – ")


def minutes(talk: Talk) -> str:
    """As parliaments print them: the chair by its title, others with title, and group or office at their first turn."""
    groups = ("(groupe des Rives)", "(Union du littoral)", "(groupe des Rives)", "(non inscrit)")
    others = [who for who in talk.people if who != talk.asks]

    def label(who: str, n: int) -> str:
        title = talk.people[who]
        if who == talk.asks:
            return f"**{title} {'la présidente' if title == 'Mme' else 'le président'}.** "
        if who == others[-1] and not n:
            return f"**{title} {who}**, rapporteur de la commission des lois. "
        return f"**{title} {who}** {groups[others.index(who) % 4]}. " if not n else f"**{title} {who}.** "

    return _labels(talk, label)


def play(talk: Talk) -> str:
    return _labels(talk, lambda who, n: f"{who.upper()}{', à part' if n == 2 else ''}\n")


def play_inline(talk: Talk) -> str:
    return _labels(talk, lambda who, n: f"{who.upper()}{', riant' if n == 3 else ''}. – ")


def machine(talk: Talk) -> str:
    numbers = {who: k for k, who in enumerate(talk.people)}
    return _labels(talk, lambda who, _: f"SPEAKER_{numbers[who]:02d}: ", "\n")


def bracketed(talk: Talk) -> str:
    numbers = {who: k + 1 for k, who in enumerate(talk.people)}
    return _labels(talk, lambda who, _: f"[Intervenant {numbers[who]}] ", "\n")


def stamped(talk: Talk) -> str:
    times = iter(range(3, 10_000, 17))

    def label(who: str, _: int) -> str:
        at = next(times)
        return f"{who} ({at // 60:02d}:{at % 60:02d})\n"

    return _labels(talk, label)


def _clock(seconds: int, mark: str) -> str:
    return f"00:{seconds // 60:02d}:{seconds % 60:02d}{mark}000"


def _cues(talk: Talk) -> Iterator[tuple[int, str, str, bool]]:
    """``(start, who, line, whether a turn begins)``: two cues for a turn of many words."""
    at = 0
    for who, text in talk.turns:
        words = written(text).replace("\n", " ").split()
        half = len(words) if len(words) < 10 else len(words) // 2
        for k, part in enumerate((words[:half], words[half:])):
            if part:
                yield at, who, " ".join(part), not k
                at += 4


def vtt(talk: Talk) -> str:
    head = f"WEBVTT\n\nNOTE\n{talk.lead}\n\n"
    cues = (f"{_clock(at, '.')} --> {_clock(at + 4, '.')}\n<v {who}>{line}</v>\n" for at, who, line, _ in _cues(talk))
    return head + "\n".join(cues)


def srt(talk: Talk) -> str:
    cues = (
        f"{k}\n{_clock(at, ',')} --> {_clock(at + 4, ',')}\n{who + ' : ' if begins else ''}{line}\n"
        for k, (at, who, line, begins) in enumerate(_cues(talk), 1)
    )
    return "\n".join(cues)


FORMATS: dict[str, tuple[Callable[[Talk], str], list[Talk]]] = {
    "name and colon, interview": (names, INTERVIEWS),
    "name and colon, debate": (names, DEBATES),
    "capitals": (capitals, INTERVIEWS),
    "initials": (initialled, INTERVIEWS),
    "Q and R": (letters, INTERVIEWS),
    "dashes": (dashes, INTERVIEWS),
    "bold questions": (bold, INTERVIEWS),
    "name, point, dash": (pointed, INTERVIEWS),
    "minutes of a parliament": (minutes, SITTINGS),
    "play, names alone": (play, PLAYS),
    "play, names and dash": (play_inline, PLAYS),
    "speaker numbers": (machine, DEBATES),
    "numbers in brackets": (bracketed, DEBATES),
    "name and time": (stamped, DEBATES),
    "WebVTT": (vtt, DEBATES),
    "SubRip": (srt, DEBATES),
}
"""What writes each format, and the conversations that it is tried on."""


def expected(name: str, talk: Talk) -> list[tuple[str, str]]:
    """The turns that are quotations, and who says each, as the format can tell."""
    order = {who: k for k, who in enumerate(talk.people)}

    def called(who: str) -> str:
        if name == "speaker numbers":
            return f"SPEAKER_{order[who]:02d}"
        if name == "numbers in brackets":
            return f"Intervenant {order[who] + 1}"
        return who

    return [(called(who), text) for who, text in talk.turns if who != "?"]

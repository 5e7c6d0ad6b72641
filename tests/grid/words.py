"""The words that the grid of made-up texts is generated from."""

from __future__ import annotations

ROLES = [
    ("le maire", "la maire", "de Lorvic"), ("le préfet", "la préfète", "du Lorvois"), ("le député", "la députée", "de Lorvic"),
    ("le sénateur", "la sénatrice", "du Lorvois"), ("le ministre", "la ministre", "des Ports"), ("le président", "la présidente", "de la région"),
    ("le directeur", "la directrice", "du port"), ("le secrétaire général", "la secrétaire générale", "du syndicat"), ("le procureur", "la procureure", "de Lorvic"),
    ("le juge", "la juge", "d'instruction"), ("l'avocat", "l'avocate", "de la régie"), ("le commissaire", "la commissaire", "de Lorvic"),
    ("le capitaine", "la capitaine", "du bac"), ("le médecin", "la médecin", "de l'île"), ("l'infirmier", "l'infirmière", "de l'île"),
    ("le chercheur", "la chercheuse", "en océanographie"), ("le professeur", "la professeure", "de biologie"), ("l'historien", "l'historienne", "du phare"),
    ("le sociologue", "la sociologue", "de la pêche"), ("l'économiste", "l'économiste", "de la banque"), ("le patron", "la patronne", "de la conserverie"),
    ("le porte-parole", "la porte-parole", "des pêcheurs"), ("le délégué", "la déléguée", "du personnel"), ("l'entraîneur", "l'entraîneuse", "du club"),
    ("le gardien", "la gardienne", "du phare"), ("le boulanger", "la boulangère", "du bourg"), ("l'agriculteur", "l'agricultrice", "du plateau"),
    ("le cinéaste", "la cinéaste", "du Lorvois"), ("le romancier", "la romancière", "de l'île"), ("le chanteur", "la chanteuse", "du groupe"),
    ("l'ingénieur", "l'ingénieure", "du chantier"), ("l'architecte", "l'architecte", "du musée"), ("le bourgmestre", "la bourgmestre", "de Lorvic"),
    ("l'ambassadeur", "l'ambassadrice", "de Norvège"), ("l'évêque", "la pasteure", "de Lorvic"), ("le pompier", "la pompière", "du bourg"),
    ("le proviseur", "la proviseure", "du lycée"), ("le rapporteur", "la rapporteuse", "du texte"), ("l'éditeur", "l'éditrice", "de la revue"),
    ("le syndicaliste", "la syndicaliste", "du port"),
]  # fmt: skip
"""A man's role, a woman's, and what follows both."""

MEN = ["Omar Sallac", "Jens Dahlmar", "Noé Tanguil", "Paul Rivesac"]
WOMEN = ["Léa Faurel", "Inès Caromel", "Zoé Lambrec", "Awa Kellerin"]

CONTEXTS = [
    "{name}, {bare} {of}, a ouvert la séance. « Le quai rouvrira jeudi », a assuré {role}.",
    "{Role} {of}, {name}, est sur le quai depuis midi. « Le quai rouvrira jeudi », a assuré {role}.",
    "« On attend », a déclaré {role} {of}, {name}. « Le quai rouvrira jeudi », a ajouté {role}.",
    "{name} est {bare} {of}. Selon {role}, « le quai rouvrira jeudi ».",
    "{name} ({bare} {of}) est arrivé à midi. {Role} a promis que « le quai rouvrira jeudi ».",
    "{Role} {of}, {name}, a vu {other}. « Le quai rouvrira jeudi », a assuré {role}.",
    "{other} attend le bac. {name}, {bare} {of}, est venu le voir. « Le quai rouvrira jeudi », a promis {role}.",
    "« On attend », a soupiré {name}, {bare} {of}.\n{Role} {of} a aussi jugé que « le quai rouvrira jeudi ».",
]
"""The last quotation is of `name`."""

OTHERS = [
    ("« Tout est prêt », a annoncé son avocat.", "son avocat"),
    ("« Tout est prêt », a annoncé sa voisine.", "sa voisine"),
    ("« Tout est prêt », a annoncé le frère de la victime.", "le frère de la victime"),
    ("« Tout est prêt », a annoncé un passant.", "un passant"),
    ("« Tout est prêt », a annoncé le gérant d'un bar.", "le gérant d'un bar"),
    ("« Tout est prêt », a annoncé l'autre marin.", "l'autre marin"),
    ("Selon son épouse, « tout est prêt ».", "son épouse"),
    ("« Tout est prêt », a annoncé le ministre de la Défense norvégien.", "le ministre de la Défense norvégien"),
]
"""What follows a sentence about somebody who is not the one who speaks."""

FIRST_NAMES_OF_WOMEN = (
    "Jeanne Camélia Fatoumata Aïcha Khadija Mei Haruka Sakura Ngozi Chiara Giulia Ingrid Astrid Svetlana Olga Katarzyna "
    "Agnieszka Dolores Pilar Consuelo Fernanda Priyanka Lakshmi Leïla Soraya Shirin Nilufar Ayşe Zeynep Gulnara Marwa "
    "Nour Yasmina Rachida Fadéla Ouardia Tassadit Djamila Mariam Aminata Awa Bintou Coumba Ndeye Adjoua Akissi Aya "
    "Chantal Ghislaine Solange Bernadette Odile Mireille Josiane Huguette Yvette Paulette Simone Thérèse Capucine "
    "Apolline Clémence Éléonore Garance Héloïse Maëlys Océane Anaïs Elodie Aurélie Delphine Séverine Sandrine Karine "
    "Nathalie Véronique Corinne Brigitte Sylvie Martine Annick Soizic Gwenaëlle Nolwenn Maïwenn Rozenn Oriane Saskia "
    "Femke Annelies Liesbeth Veerle Heidi Greta Ursula Gudrun Siobhan Fiona Heather Megan"
).split()
FIRST_NAMES_OF_MEN = (
    "Étienne Baptiste Mamadou Ousmane Souleymane Ibrahima Cheikh Kofi Kwame Emeka Chukwudi Hiroshi Takeshi Kenji "
    "Vladimir Dmitri Sergueï Bogdan Zbigniew Krzysztof Jarosław Gianluca Lorenzo Matteo Giuseppe Diego Santiago "
    "Joaquín Rodrigo Rajesh Sanjay Vikram Arjun Mehdi Karim Rachid Farid Mokhtar Abdelaziz Youssef Hicham Mourad "
    "Nabil Tarek Mustafa Mehmet Recep Erdoğan Kemal Aziz Ruslan Nursultan Oumar Moussa Lassana Modibo Koffi Kouassi "
    "Yao Thierry Didier Gérard Marcel Lucien Fernand Gaston Raymond Gilbert Roger Robert Hervé Loïc Yann Erwan "
    "Gwendal Ronan Tanguy Corentin Gaspard Théodore Barnabé Augustin Victorien Jef Wouter Koen Bart Geert Sven Lars "
    "Björn Gustav Heinrich Jürgen Wolfgang Dietmar Declan Seamus Hamish Bradley"
).split()

"""Every French word of the « Évaluation » page that the report does not already say."""

from __future__ import annotations

import re
from collections.abc import Mapping

TITLE = "Évaluation"
SETS: Mapping[str, str] = {"dev": "Jeu de développement", "dialogues": "Dialogues"}
OWN_SET = "Mon fichier"
BUSY = "Une évaluation est déjà en cours : attendez qu’elle se termine avant d’en lancer une autre."
NO_FILE = "Choisissez un fichier .csv, .tsv ou .jsonl avant de lancer l’évaluation."
TOO_BIG = "Le fichier dépasse 2 Mo : réduisez-le ou partagez-le en plusieurs."
TOO_MANY = "Le fichier compte {n} questions ; la page en accepte au plus {most}."
BAD_SUFFIX = "Fichier « {name} » : un fichier .csv, .tsv ou .jsonl est attendu."
UNKNOWN_SET = "Ce jeu de questions n’existe pas."
UNKNOWN_RUN = "Cette exécution n’existe pas ou n’existe plus."
SAME_RUN = "Choisissez deux exécutions différentes."
OTHER_QUESTIONS = "Ces deux exécutions ne portent pas sur les mêmes questions : elles ne se comparent pas."
FAILED = "L’évaluation s’est arrêtée sur une erreur : {why}"
FAILED_INSIDE = "l’assistant n’a pas pu répondre à une question (le détail est dans le journal du serveur)"
IDLE, RUNNING, DONE, FAILURE = "repos", "en_cours", "fini", "echec"  # states that the script reads

LINE = "Ligne {number} : {fault}"
QUESTION = "Question « {query_id} » : {fault}"
FAULTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"expected a “question” column|expected “question”"), "il manque le texte de la question."),
    (re.compile(r"expected “id”"), "il manque l’identifiant « id » de la question."),
    (
        re.compile(r"reference (?P<shown>'.*'|\".*\"): expected", re.DOTALL),
        "la référence {shown} ne se lit pas ; écrivez un document et un paragraphe, comme « A/76/135, par. 53 ».",
    ),
    (re.compile(r"expected a JSON object"), "ce n’est pas un objet JSON bien formé."),
    (
        re.compile(r"more cells than columns"),
        "il y a plus de cellules que de colonnes ; mettez le texte entre guillemets.",
    ),
    (re.compile(r"not a well-formed table"), "le tableau est mal formé (guillemet non fermé ?)."),
    (re.compile(r"expected “kind” among (?P<shown>[^,]+(?:, \w+)*), got"), "la nature doit être l’une de : {shown}."),
    (re.compile(r"kind (?P<shown>'\w+') does not go"), "la nature {shown} ne va pas avec les références données."),
    (re.compile(r"of kind (?P<shown>'\w+') must have"), "la nature {shown} ne va pas avec les preuves données."),
    (re.compile(r"contains the evidence"), "aucun paragraphe du corpus ne contient cet extrait mot pour mot."),
    (re.compile(r"is met twice"), "cet identifiant est donné deux fois."),
    (re.compile(r"expected questions, got none"), "le fichier ne contient aucune question."),
    (re.compile(r"expected UTF-8"), "le fichier n’est pas en UTF-8 ; enregistrez-le dans ce codage."),
)
UNKNOWN_PLACE = "la référence ne désigne aucun paragraphe du corpus."
OTHER_FAULT = "cette ligne ne peut pas être lue ({detail})."

"""Every French word of the « Évaluation » page that the report does not already say."""

from __future__ import annotations

import re
from collections.abc import Mapping

TITLE = "Évaluation"
SETS: Mapping[str, str] = {"dev": "Jeu de développement", "dialogues": "Dialogues"}
OWN_SET = "Mon fichier"
BUSY = "Une évaluation est déjà en cours : attendez qu’elle se termine avant d’en lancer une autre."
NO_FILE = "Choisissez un fichier .csv, .tsv ou .jsonl avant de lancer l’évaluation."
TOO_BIG = "Le fichier dépasse 2 Mo : réduisez-le ou partagez-le en plusieurs."
TOO_MANY = "Le fichier compte {n} questions ; la page en accepte au plus {most}."
BAD_SUFFIX = "Fichier « {name} » : un fichier .csv, .tsv ou .jsonl est attendu."
UNKNOWN_SET = "Ce jeu de questions n’existe pas."
UNKNOWN_RUN = "Cette exécution n’existe pas ou n’existe plus."
SAME_RUN = "Choisissez deux exécutions différentes."
OTHER_QUESTIONS = "Ces deux exécutions ne portent pas sur les mêmes questions : elles ne se comparent pas."
FAILED = "L’évaluation s’est arrêtée sur une erreur : {why}"
FAILED_INSIDE = "l’assistant n’a pas pu répondre à une question (le détail est dans le journal du serveur)"
IDLE, RUNNING, DONE, FAILURE, CANCELLED = "repos", "en_cours", "fini", "echec", "annule"  # which the script reads

# The first page
INTRO = "Posez un jeu de questions à l’assistant de ce serveur, et voyez ce que valent ses réponses."
NOT_STARTED = "Rien n’a été lancé."
IN_PROGRESS = "Évaluation en cours : {name}"
PROGRESS_BAR = "Questions posées"
PROGRESS_COUNT = "{done} / {total}"
PROGRESS_UNIT = "questions"
PROGRESS_NOTE = "La page se met à jour toute seule ; l’évaluation continue si vous la quittez."
CANCEL = "Annuler l’évaluation"
CANCELLED_SAID = "Évaluation annulée : rien n’en a été gardé."
FINISHED = "Évaluation terminée :"
SEE_RESULT = "voir le résultat de « {name} »"
START_TITLE = "Lancer une évaluation"
SET_LABEL = "Jeu de questions"
FILE_LABEL = "Choisir un fichier"
NO_FILE_YET = "Aucun fichier choisi (.csv, .tsv ou .jsonl, 2 Mo au plus)."
FILE_HELP = (
    "Une colonne « question », et une colonne « référence » (A/76/135, par. 53) ou « extrait » (les mots attendus). "
    "Une question sans l’une ni l’autre est une question à laquelle le corpus ne répond pas."
)
JUDGED = "Les avis enregistrés se téléchargent ici :"
START = "Lancer"
PAST_RUNS = "Exécutions passées"
NO_RUN = "Aucune pour l’instant."
DATE, SET, QUESTIONS = "Date", "Jeu", "Questions"
COMPARE = "Comparer A et B"
CHOICE = "{letter} : {set}, {day}"

# One run
SUMMARY = (
    "Questions posées : {n}, dont {answerable} que le corpus traite. Réponses données en {seconds} s. "
    "Entre crochets, l’intervalle de confiance à 95 % (bootstrap sur les questions)."
)
MEANS, MEASURE, MEANING, MEAN, GROUP = "Moyennes", "Mesure", "Ce qu’elle dit", "Moyenne", "Groupe"
MEANINGS: Mapping[str, str] = {
    "Success@1": "part des questions dont un paragraphe attendu est classé premier",
    "RR@10": "inverse du rang du premier paragraphe attendu, 0 au-delà du dixième",
    "Success@5": "part des questions dont un paragraphe attendu est parmi les cinq premiers",
    "nDCG@10": "qualité de l’ordre des dix premiers, 1 quand tous les attendus sont en tête",
}
PLOTS = "Graphiques"
WORST = "Les questions les moins bien servies"
RANKED = "premier paragraphe attendu au rang {rank}"
NOT_FOUND = "aucun paragraphe attendu trouvé"
NOTHING_FOUND = "Aucun paragraphe attendu n’a été trouvé, pour aucune question."
NONE_WORSE = "Aucune : un paragraphe attendu est toujours en tête."
EXPECTED, FOUND, QUOTED, IS_EXPECTED = "Attendu", "Trouvé", "Cité", "(attendu)"
DELETE = "Supprimer cette exécution"
CONFIRM_DELETE = "Supprimer cette exécution et ses fichiers ? Cette action est définitive."

# Two runs
COMPARISON = "Comparaison"
COMPARISON_TITLE = "Comparaison de deux exécutions"
CORPUS_CHANGED = "Le corpus a changé entre ces deux exécutions."
COLUMNS = ("A", "B", "B − A", "p", "p corrigé")
COMPARISON_NOTE = (
    "Question par question, sur celles où la mesure s’applique aux deux. Entre crochets, l’intervalle à 95 % de la "
    "différence (bootstrap apparié) ; p vient d’un test de randomisation apparié, corrigé par Holm pour l’ensemble "
    "des mesures. Une différence est sûre quand p corrigé est sous 0,05."
)

LINE = "Ligne {number} : {fault}"
QUESTION = "Question « {query_id} » : {fault}"
FAULTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"expected a “question” column|expected “question”"), "il manque le texte de la question."),
    (re.compile(r"expected “id”"), "il manque l’identifiant « id » de la question."),
    (
        re.compile(r"reference (?P<shown>'.*'|\".*\"): expected", re.DOTALL),
        "la référence {shown} ne se lit pas ; écrivez un document et un paragraphe, comme « A/76/135, par. 53 ».",
    ),
    (re.compile(r"expected a JSON object"), "ce n’est pas un objet JSON bien formé."),
    (
        re.compile(r"more cells than columns"),
        "il y a plus de cellules que de colonnes ; mettez le texte entre guillemets.",
    ),
    (re.compile(r"not a well-formed table"), "le tableau est mal formé (guillemet non fermé ?)."),
    (re.compile(r"expected “kind” among (?P<shown>[^,]+(?:, \w+)*), got"), "la nature doit être l’une de : {shown}."),
    (re.compile(r"kind (?P<shown>'\w+') does not go"), "la nature {shown} ne va pas avec les références données."),
    (re.compile(r"of kind (?P<shown>'\w+') must have"), "la nature {shown} ne va pas avec les preuves données."),
    (re.compile(r"contains the evidence"), "aucun paragraphe du corpus ne contient cet extrait mot pour mot."),
    (re.compile(r"is met twice"), "cet identifiant est donné deux fois."),
    (re.compile(r"expected questions, got none"), "le fichier ne contient aucune question."),
    (re.compile(r"expected UTF-8"), "le fichier n’est pas en UTF-8 ; enregistrez-le dans ce codage."),
)
UNKNOWN_PLACE = "la référence ne désigne aucun paragraphe du corpus."
OTHER_FAULT = "cette ligne ne peut pas être lue ({detail})."

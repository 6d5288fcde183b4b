"""Every French sentence of the command line: help with its examples, notices, errors."""

from __future__ import annotations

NBSP = "\u00a0"
FINE = "\u202f"

APP = (
    f"Alinéa{NBSP}: des questions en français courant, des réponses faites uniquement de citations exactes et"
    " référencées de cinq textes diplomatiques sur le comportement des États dans le cyberespace."
)
APP_EXAMPLES = """alinea ask "Que doit faire un État dont le territoire sert à une attaque ?"

alinea COMMANDE --help"""

INDEX = """Construire l’index des textes, s’il n’existe pas déjà (environ trois minutes, une seule fois)."""
INDEX_EXAMPLES = """alinea index

alinea index --force"""

ASK = (
    f"Répondre à une question par des citations exactes, avec leur référence{NBSP}; ou dire que le corpus n’y"
    " répond pas."
)
ASK_EXAMPLES = """alinea ask "Que doit faire un État dont le territoire sert à une attaque ?"

alinea ask "À quoi servent les points de contact ?" --document A/76/135 --document A/68/98

alinea ask "Que dit la norme 13 c) ?" --json"""

SEARCH = """Chercher les paragraphes les plus proches d’une question, sans décider s’ils y répondent."""
SEARCH_EXAMPLES = """alinea search "piratage d’un hôpital" --top-k 5

alinea search "piratage d’un hôpital" --explain"""

SHOW = """Afficher un paragraphe entier, avec ses alinéas, ses titres, ses notes et ses renvois."""
SHOW_EXAMPLES = """alinea show "A/76/135 par. 53"

alinea show "norme 13 g)"

alinea show "deuxième alinéa du préambule de la résolution 74/28" --json"""

SERVE = "Ouvrir l’application dans le navigateur (adresse locale par défaut)."
SERVE_EXAMPLES = """alinea serve

ALINEA_AUTH=nom:motdepasse alinea serve --host 0.0.0.0 --port 8080"""

BATCH = (
    "Répondre à toutes les questions d’un fichier JSONL, une réponse par ligne, dans le même ordre.\n\n"
    f"Une ligne d’entrée porte «{NBSP}id{NBSP}» et «{NBSP}question{NBSP}», ou «{NBSP}id{NBSP}» et"
    f" «{NBSP}turns{NBSP}» pour un dialogue. Une ligne malformée est signalée avec son numéro et n’arrête pas les"
    f" autres. Code de sortie{NBSP}: 0 si toutes les lignes ont une réponse, 1 s’il en manque, 2 si le fichier ne"
    " peut être lu ou écrit."
)
BATCH_EXAMPLES = """alinea batch questions.jsonl --output reponses.jsonl

cat questions.jsonl | alinea batch - --output - > reponses.jsonl"""

EXPORT = "Écrire tous les paragraphes du corpus en JSONL, avec leurs références et leur place dans la source."
EXPORT_EXAMPLES = "alinea export --output paragraphs.jsonl"

HELP_OPTION = "Afficher cette aide."
VERSION_OPTION = "Afficher la version."
FORCE_OPTION = "Reconstruire l’index même s’il existe."
MODEL_OPTION = f"Autre modèle{NBSP}: nom ou dossier sentence-transformers."
JSON_OPTION = "Sortie JSON, pour un programme."
DOCUMENT_OPTION = "Limiter à ce document (option répétable)."
TOP_K_OPTION = "Nombre de paragraphes."
EXPLAIN_OPTION = "Montrer ce que chaque composante apporte au score."
QUESTION_ARGUMENT = "La question, entre guillemets."
SEARCH_ARGUMENT = "Ce qu’il faut chercher, entre guillemets."
REFERENCE_ARGUMENT = f"Le paragraphe, cité comme on veut{NBSP}: «{NBSP}A/76/135 par. 53{NBSP}»."
HOST_OPTION = "Adresse d’écoute."
PORT_OPTION = "Port d’écoute."
AUTH_OPTION = f"Nom et mot de passe demandés aux visiteurs, «{NBSP}nom:motdepasse{NBSP}»."
WITHOUT_AUTH_OPTION = "Accepter une adresse ouverte sans mot de passe."
QUESTIONS_ARGUMENT = f"Fichier JSONL des questions{NBSP}; «{NBSP}-{NBSP}» pour l’entrée standard."
ANSWERS_OPTION = f"Fichier JSONL des réponses{NBSP}; «{NBSP}-{NBSP}» pour la sortie standard."
EXPORT_OPTION = "Fichier JSONL à écrire."

PANELS = {
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "OPTIONS_PANEL_TITLE": "Options",
    "COMMANDS_PANEL_TITLE": "Commandes",
    "DEFAULT_STRING": "[défaut : {}]",
    "REQUIRED_LONG_STRING": "[obligatoire]",
    "ENVVAR_STRING": "[variable : {}]",
}
ADDED_GROUPS = {"eval": "Évaluer la recherche et les réponses sur un jeu de questions."}
ADDED_GROUP = "Commandes qu’un autre paquet ajoute."
EXAMPLES = f"Exemples{NBSP}:"

ERROR = f"Erreur{NBSP}: {{message}}"
TRY_HELP = f"(aide{NBSP}: {{command}} --help)"
NO_SUCH_COMMAND = f"commande inconnue «{NBSP}{{name}}{NBSP}»{FINE}; il y a{NBSP}: {{known}}."
NO_SUCH_OPTION = f"option inconnue «{NBSP}{{name}}{NBSP}»."
MISSING_PARAMETER = "il manque {name}."
BAD_VALUE = "valeur refusée pour {name}."
BAD_USAGE = f"commande mal formée{NBSP}: {{message}}"
UNKNOWN_DOCUMENT = f"aucun document du corpus ne s’appelle «{NBSP}{{name}}{NBSP}»{FINE}; il contient{NBSP}: {{known}}."
MODEL_UNAVAILABLE = (
    f"le modèle «{NBSP}{{name}}{NBSP}» n’est pas un dossier sentence-transformers présent ici"
    " et n’a pas pu être téléchargé."
)
MODEL_BROKEN = f"le modèle intégré ne peut pas être chargé ({{reason}}){FINE}; relancez «{NBSP}make install{NBSP}»."
FAULTS = {
    "ENOENT": "introuvable",
    "EACCES": "accès refusé",
    "EISDIR": "c’est un dossier",
    "ENOTDIR": "un des dossiers du chemin est un fichier",
    "ENOSPC": "plus de place sur le disque",
}
FILE_FAULT = f"{{name}}{NBSP}: {{reason}}."
BAD_AUTH = f"--auth attend «{NBSP}nom:motdepasse{NBSP}»."
NOT_A_REFERENCE = (
    f"je ne reconnais pas de paragraphe dans «{NBSP}{{reference}}{NBSP}»{FINE}; essayez par exemple"
    f" «{NBSP}A/76/135 par. 53{NBSP}» ou «{NBSP}norme 13 c){NBSP}»."
)
INTERRUPTED = "Interrompu."

OTHER_MODEL = (
    f"Note{NBSP}: le classement, le choix des phrases et la confiance ont été appris avec le modèle intégré"
    f"{FINE}; avec «{NBSP}{{name}}{NBSP}», ils sont moins sûrs."
)
UNPACKING = "Préparation du modèle intégré (une seule fois, environ dix secondes)…"
BUILDING = "Construction de l’index (une seule fois, environ trois minutes)…"
INDEX_READY = f"Index prêt{NBSP}: {{views}} vues de {{paragraphs}} paragraphes, modèle {{model}}."
SERVING = "Alinéa s’ouvre sur http://{host}:{port} (Ctrl+C pour arrêter)."
EXPORTED = "{count} paragraphes → {path}"
BATCH_LABEL = "Questions"
BATCH_BAD_LINE = f"Ligne ignorée{NBSP}: {{error}}"
BATCH_FAILED = f"Question sans réponse (id {{item_id}}){NBSP}: {{error}}"
BATCH_DONE = "{done} lignes avec réponse, {bad} sans → {path}"

NOTES = f"Notes{NBSP}:"
REFERENCES = f"Renvois{NBSP}:"
OUTSIDE_CORPUS = "hors du corpus"
COMPONENT = "Composante"
TOTAL = "Total"
RANK = "n° {rank}"
COMPONENTS = {
    "dense_text": "sens, texte",
    "dense_context": "sens, avec titres",
    "dense_sentence": "sens, phrase",
    "dense_question": "sens, question",
    "dense_question_mean": "sens, 3 questions",
    "bm25_context": "mots, avec titres",
    "bm25_sentence": "mots, phrase",
    "bm25_question": "mots, question",
    "bm25_question_mean": "mots, 3 questions",
    "dense_best": "sens, meilleure vue",
    "late_text": "mot à mot, texte",
    "question_unknown": "sans question",
}

MANUAL_HEAD = (
    "# Les commandes d’Alinéa\n\n"
    "<!-- Écrit par `make docs` à partir des commandes elles-mêmes : ne pas modifier à la main. -->\n\n"
    "Les données vont sur la sortie standard, les messages sur la sortie d’erreur. Code de sortie 2, et une seule"
    " ligne, pour une erreur de la personne. Le modèle, l’index et le reste de ce qu’Alinéa peut refaire sont dans le"
    " cache de la personne ; la variable `ALINEA_CACHE` le déplace."
)
MANUAL_TABLE = "| argument | | par défaut |\n|---|---|---|"
MANUAL_REQUIRED = "obligatoire"


def examples(lines: str) -> str:
    """Write the examples of a command as the foot of its help."""
    return f"{EXAMPLES}\n\n{lines}"

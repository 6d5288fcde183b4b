"""Every French text of the interface, in one place (the framing of answers is in `assistant/phrases.py`)."""

from __future__ import annotations

from corpus.model import ParagraphKind

NAME = "Alinéa"
TAGLINE = "Le texte même, avec sa référence."
TITLE = f"{NAME} — questions sur le comportement des États dans le cyberespace"
CORPUS_PAGE = "Corpus"
ASK_PAGE = "Questions"
ADDED_PAGES = {"evaluation": "Évaluation"}  # by the name of their entry point

# Conversations
NEW_CONVERSATION = "Nouvelle conversation"
CONVERSATIONS = "Conversations"
CONVERSATIONS_NOTE = "Gardées dans ce navigateur seulement."
OPEN_CONVERSATIONS = "Ouvrir la liste des conversations"
CLOSE = "Fermer"
THEME = "Changer d’apparence (clair ou sombre)"
THEME_SHORT = "Clair ou sombre"

# Asking
QUESTION_LABEL = "Votre question"
QUESTION_PLACEHOLDER = "Posez votre question…"
SEND = "Envoyer"
WELCOME_TITLE = "Que disent les textes ?"
WELCOME = (
    "Posez votre question en français. La réponse est faite uniquement de passages cités mot pour mot, "
    "chacun avec sa référence officielle."
)
EXAMPLES_LABEL = "Exemples de questions"
EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Normes de comportement",
        (
            "Que doit faire un État dont le territoire sert à une attaque ?",
            "Quelles sont les onze normes de comportement responsable ?",
        ),
    ),
    (
        "Infrastructures et incidents",
        (
            "Peut-on s’en prendre aux infrastructures critiques d’un autre État ?",
            "Comment signaler une vulnérabilité informatique ?",
        ),
    ),
    (
        "Droit international",
        (
            "Le droit international s’applique-t-il au cyberespace ?",
            "Une attaque partie d’un pays suffit-elle à l’en accuser ?",
        ),
    ),
    (
        "Confiance et coopération",
        (
            "Que sont les points de contact entre États ?",
            "Que dit la déclaration de Dinard sur l’échange d’informations ?",
        ),
    ),
)
SEARCHING = "Recherche dans les textes…"
YOU_ASKED = "Question"
ANSWER = "Réponse"
UNDERSTOOD_AS = "Compris :"
ALONE = "Poser la question seule"
ALONE_HELP = "Reposer cette question sans tenir compte de ce qui précède"
ASKED_ALONE = "Question posée seule, sans ce qui précède."
LIMITED_TO = "Limité à :"
SAME_PASSAGE = "Même passage aussi dans :"
LEAD_IN = "Chapeau"
ALSO_SEE = "Voir aussi"
NEAREST = "Paragraphes les plus proches"
NEAREST_NOTE = "Aucun n’a paru répondre à la question\u00a0: ils en sont voisins, à vous d’en juger."
PROVEN = "Conforme à la source"
PROVEN_HELP = "Chaque caractère vient d’être recomparé avec le fichier d’origine."
WITHHELD = "Citation retirée"
WITHHELD_HELP = (
    "Les mots gardés ne correspondent plus au texte du corpus : ils ne sont pas affichés. "
    "Posez de nouveau la question pour obtenir la citation à jour."
)
COUNT_ONE = "1 citation"
COUNT_MANY = "{n} citations"
COPY = "Copier"
COPY_ANSWER = "Copier la réponse"
COPIED = "Copié."
COPY_FAILED = "La copie a échoué : sélectionnez le texte et copiez-le."
SHARE = "Lien vers la question"
USEFUL = "Réponse utile"
USELESS = "Réponse inutile"
WRONG_PARAGRAPH = "Mauvais paragraphe"
COPY_FORMATS: tuple[tuple[str, str], ...] = (
    ("texte", "Texte"),
    ("markdown", "Markdown"),
    ("html", "HTML"),
    ("note", "Note de bas de page (ONU)"),
    ("bibtex", "BibTeX"),
    ("csl", "CSL-JSON"),
)
SOURCES = "Sources"
DOWNLOAD = "Télécharger la conversation"
DOWNLOAD_FORMATS: tuple[tuple[str, str], ...] = (
    ("md", "Markdown"),
    ("docx", "Word (DOCX)"),
    ("pdf", "PDF"),
    ("html", "Page web (HTML)"),
)

# Filters
FILTERS = "Filtres"
FILTER_DOCUMENTS = "Documents"
FILTER_KINDS = "Nature du passage"
FILTER_SINCE = "Depuis"
FILTER_UNTIL = "Jusqu’à"
FILTER_YEAR_ANY = "Toute date"
FILTER_RESET = "Retirer les filtres"
FILTER_GROUPS: tuple[tuple[str, tuple[ParagraphKind, ...]], ...] = (
    ("Normes", (ParagraphKind.NORM,)),
    ("Paragraphes de rapport", (ParagraphKind.PARAGRAPH, ParagraphKind.ITEM)),
    ("Dispositif de résolution", (ParagraphKind.OPERATIVE, ParagraphKind.ITEM)),
    ("Préambule", (ParagraphKind.PREAMBLE,)),
    ("Déclaration", (ParagraphKind.CLAUSE, ParagraphKind.COMMITMENT)),
    ("Résumé, avant-propos et lettre", (ParagraphKind.SUMMARY, ParagraphKind.FOREWORD, ParagraphKind.LETTER)),
    ("Annexe", (ParagraphKind.ANNEX,)),
)

# Reading
PANEL = "Texte cité"
PREVIOUS = "Précédent"
NEXT = "Suivant"
VIEW_DOCUMENT = "Document"
VIEW_SOURCE = "Texte source"
OPEN_PAGE = "Ouvrir dans le corpus"
PERMALINK = "Lien permanent"
SOURCE_NOTE = "Fichier d’origine {file}, caractères {start} à {end}."
OUTLINE = "Plan"
SEARCH_LABEL = "Chercher dans ce document"
SEARCH_BUTTON = "Chercher"
SEARCH_NONE = "« {query} » ne figure pas dans ce document."
SEARCH_ONE = "1 paragraphe contient « {query} »"
SEARCH_MANY = "{n} paragraphes contiennent « {query} »"
NOTES = "Notes"
OUTSIDE = "Ce document ne fait pas partie du corpus."
UNKNOWN_PARAGRAPH = "Ce paragraphe n’existe pas dans le corpus."
UNKNOWN_DOCUMENT = "Ce document n’existe pas dans le corpus."
PARAGRAPH_COUNT = "{n} passages citables"
CORPUS_INTRO = "Les textes que cite Alinéa. Chaque paragraphe a un lien permanent."

# Judging
JUDGE_TITLE = "Mauvais paragraphe"
JUDGE_REASON = "Pourquoi ? (facultatif)"
JUDGE_EXPECTED = "Référence attendue (facultatif)"
JUDGE_SEND = "Enregistrer"
JUDGE_CANCEL = "Annuler"
JUDGE_SAVED = "Avis enregistré sur cette machine."

# Errors
ERROR = "La réponse n’a pas pu être préparée. Réessayez."
OFFLINE = "Le serveur ne répond pas. Vérifiez qu’Alinéa est lancé, puis réessayez."
BAD_CONVERSATION = "Cette conversation n’a pas pu être relue : elle a été laissée de côté."
TOO_LONG = "La question dépasse {n} caractères : raccourcissez-la."
TOO_BIG = "La requête est trop volumineuse."
TOO_MANY = "Trop de requêtes en peu de temps : attendez {n} secondes."
QUEUE_FULL = "Beaucoup de questions en même temps : réessayez dans un instant."
FORBIDDEN_ORIGIN = "Requête refusée : elle vient d’un autre site."
FORBIDDEN_HOST = "Requête refusée : nom d’hôte inattendu."
AUTH_NEEDED = "Identifiant et mot de passe demandés."
BAD_JUDGEMENT = "Avis illisible : {why}"
BAD_FORMAT = "Format inconnu : {name}"
BAD_SCOPE = "Filtre illisible."
EMPTY_CONVERSATION = "La conversation est vide."

# Dates, as a French reader writes them
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

# Texts that the scripts of the page show
SCRIPT = {
    "rename": "Renommer",
    "delete": "Supprimer",
    "confirmDelete": "Supprimer cette conversation ? Cette action est définitive.",
    "newName": "Nouveau nom de la conversation",
    "untitled": "Conversation sans titre",
    "noConversation": "Aucune conversation gardée.",
    "copied": COPIED,
    "copyFailed": COPY_FAILED,
    "offline": OFFLINE,
    "error": ERROR,
    "saved": JUDGE_SAVED,
    "queueFull": QUEUE_FULL,
    "thread": "Conversation",
    "loading": "Chargement du paragraphe…",
    "storageFull": "Le navigateur refuse de garder la conversation : elle disparaîtra à la fermeture.",
    "turns1": "1 question",
    "turnsN": "{n} questions",
}

# What programs read of the endpoints (also the tools of the MCP server)
API_ASK = "Répond à une question par des citations mot pour mot, chacune avec sa référence officielle."
API_READ = "Donne le texte intégral d’un paragraphe, sa référence, ses titres, ses renvois et ses voisins."
API_SEARCH = "Donne les paragraphes les plus proches d’une requête, du plus proche au moins proche."

# Serving
OPEN_WITHOUT_AUTH = (
    "L’adresse {host} est ouverte à d’autres machines : ajoutez --auth NOM:MOTDEPASSE, "
    "ou --sans-authentification si c’est voulu."
)
PORT_TAKEN = "Impossible d’écouter sur {host}:{port} : le port est déjà pris (choisissez-en un autre avec --port)."

"""Every French word of the report's page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

MEASURES: Mapping[str, str] = {
    "Success@1": "Bon paragraphe en tête",
    "RR@10": "Rang réciproque (10)",
    "Success@5": "Bon paragraphe dans les 5",
    "nDCG@10": "nDCG (10)",
    "R@5": "Rappel (5)",
    "R@10": "Rappel (10)",
    "R@100": "Rappel (100)",
    "AP": "Précision moyenne",
    "Judged@10": "Part jugée (10)",
    "Evidence@5": "Passages réunis (5)",
    "Evidence@10": "Passages réunis (10)",
}
FIRST_MEASURES = ("Success@1", "RR@10", "Success@5", "nDCG@10", "Evidence@5")
OTHER_MEASURES = tuple(name for name in MEASURES if name not in FIRST_MEASURES)
ANSWERS: Mapping[str, tuple[str, str]] = {
    "evidence_quoted": ("Preuves citées", "part des passages attendus qui figurent en entier dans les citations"),
    "quote_precision": ("Précision des citations", "part des citations tirées d’un paragraphe attendu"),
    "reference_exact": ("Références exactes", "demandes d’un paragraphe précis servies par lui seul et ses alinéas"),
    "citations_exact": ("Citations conformes", "mots, emplacement et référence identiques à ceux du corpus"),
    "quoted_characters": ("Caractères cités", "par question ayant reçu une réponse"),
    "abstained_unanswerable": ("Abstention à raison", "questions sans réponse dans le corpus, laissées sans réponse"),
    "abstained_answerable": ("Abstention à tort", "questions que le corpus traite, laissées sans réponse"),
    "auroc": ("AUROC de la confiance", "probabilité qu’une question traitée reçoive plus de confiance qu’une autre"),
    "aurc": ("Aire sous risque-couverture", "plus elle est petite, mieux la confiance ordonne les réponses"),
    "ece": ("Erreur de calibration (ECE)", "écart moyen entre confiance annoncée et réponses justes"),
}
GROUPS: Mapping[str, str] = {
    "neutral": "neutre",
    "paraphrase": "paraphrase",
    "colloquial": "familier",
    "typo": "fautes de frappe",
    "terse": "mots-clés",
    "dialogue": "dialogue",
    "fact": "un fait",
    "multi": "plusieurs passages",
    "list": "énumération",
    "reference": "par référence",
    "unanswerable": "sans réponse",
    "first": "premier tour",
    "later": "tours suivants",
}
GROUPINGS: Mapping[str, str] = {
    "style": "Par manière de demander",
    "kind": "Par nature de la question",
    "document": "Par document",
    "turn": "Par place dans le dialogue",
}
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
RANKS = ("1", "2–3", "4–5", "6–10", "au-delà", "absent")
CONFIGURATIONS: Mapping[str, str] = {
    "bm25-plain": "BM25 sur les mots tels quels",
    "bm25-french": "BM25 avec analyse du français (élisions, racines, mots vides)",
    "static": "vecteurs statiques multilingues (moyenne de n-grammes)",
    "dense": "vecteurs du modèle livré, sans l’adaptateur",
    "dense-adapter": "vecteurs du modèle livré, questions passées par l’adaptateur",
    "hybrid": "bm25-french et dense, fusionnés par l’inverse des rangs",
    "full-alone": "le produit, chaque question posée sans mémoire de la conversation",
    "full": "le produit entier",
}
MANIFEST: Mapping[str, str] = {
    "configuration": "Configuration",
    "question_set": "Jeu de questions",
    "queries": "Questions cherchées",
    "model": "Modèle",
    "revision": "Révision du modèle",
    "adapter_sha256": "Adaptateur (SHA-256)",
    "corpus_sha256": "Corpus (SHA-256)",
    "commit": "Code (commit)",
    "created": "Date (UTC)",
    "seconds": "Durée de la recherche",
    "versions": "Versions",
}


def measure_name(name: str) -> str:
    """The French name of a retrieval measure; its own where it has none."""
    return MEASURES.get(name, name)


def group_name(name: str) -> str:
    """The French name of a group; a document keeps its symbol."""
    return GROUPS.get(name, name)


def number(value: float, places: int = 3) -> str:
    """Writes a number as French does: « 0,831 »."""
    return f"{value:.{places}f}".replace(".", ",").replace("-", "−")


def percent(value: float) -> str:
    """Writes a share (0..1) as « 83 % »."""
    return f"{100 * value:.0f}\u202f%"


def day(moment: str) -> str:
    """Writes an ISO 8601 time in UTC as « 3 mars 2027 à 9 h 05 (UTC) »."""
    when = datetime.fromisoformat(moment)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year} à {when.hour} h {when.minute:02d} (UTC)"

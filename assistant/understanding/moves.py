"""Following up on a place: the next paragraph, the item b), the same number elsewhere, the rest of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.citation import locator
from assistant.understanding.citation_rules import ITEM, Unit
from assistant.understanding.citations import Citation
from assistant.understanding.in_time import series_of
from assistant.understanding.inventory import describe_existing, kinds_of, series
from assistant.understanding.model import Intent, MissingReference
from assistant.understanding.more import asks_for_more
from assistant.understanding.resolve import NOTHING, Resolved, resolve_in, with_items
from assistant.understanding.state import State
from assistant.understanding.words import content_words
from corpus import Corpus, Paragraph, ParagraphKind

_ASKS = (
    r"(?:et |ok |puis |alors |maintenant |cite[zr]?(?:-moi)? |donne[zr]?(?:-moi)? |montre[zr]?(?:-moi)? "
    r"|lis(?:-moi)? |affiche[zr]? |encore |passe[zr]? (?:au |a la )|va au |juste |meme )*"
)
_NOUN = (
    r"(?P<noun>paragraphes?|points?|alineas?|normes?|engagements?|notes?|considerants?|items?|lettres?"
    r"|par\.?|passages?)"
)
_TAIL = (
    r"(?:,? ?(?:(?:du |de la |de |dans le |dans la )?¤+|du (?:rapport|texte|document|preambule)"
    r"|dans (?:celle|celui)-la|dans la (?:resolution"
    r"|declaration)|dans le (?:rapport|texte)|il dit quoi|elle dit quoi|que dit-il|que dit-elle|dit quoi"
    r"|parle de quoi|c'est quoi|svp|stp|alors))*"
)
_NEXT = re.compile(
    rf"^{_ASKS}(?:(?:l[ea]s? |l'|a l'|au |celui |celle )?(?:{_NOUN} )?(?:juste )?(?:suivante?s?|d'apres"
    rf"|apres|qui suit|qui vient apres)|(?:la )?suite|continue[zr]?|on continue){_TAIL} ?[?.!]*$"
)
_PREVIOUS = re.compile(
    rf"^{_ASKS}(?:l[ea]s? |l'|au |celui |celle )?(?:{_NOUN} )?(?:juste )?(?:precedente?s?|d'avant|avant"
    rf"|qui precede){_TAIL} ?[?.!]*$"
)
_DEVELOP = re.compile(
    r"^(?:et |ok |peux-tu |pouvez-vous |tu peux )?(?:developpe[zr]?|detaille[zr]?|precise[zr]?|en entier"
    r"|(?:tout )?le (?:reste|paragraphe entier|texte complet)"
    r"|(?:donne[zr]?(?:-moi)? |un peu )?(?:plus|davantage) de (?:details?|precisions?|contexte)"
    r"|plus de details?|en savoir plus|le paragraphe (?:en entier|complet)"
    r"|dis-m'en plus|dites-m'en plus|montre tout|developper)(?: (?:stp|svp|un peu|ca|cela|s'il (?:te"
    r"|vous) plait))* ?[?.!]*$"
)
_SOURCE = re.compile(  # « donne la référence », « c'est dans quel paragraphe ? »
    rf"^{_ASKS}(?:quelle est |quelles sont |c'est quoi |il me faut |tu as )?(?:l[ae]s? |tes |sa |ses |une )?"
    r"(?:references?|sources?)(?: (?:exact|precis|officiel|complet)e?s?)?(?: (?:de|pour) (?:ca|cela))? ?[?.!]*$"
    r"|^(?:et )?(?:c'est |cela vient |ca vient |ecrit |dit )*(?:dans |de |a )?quel (?:paragraphe|document|texte|rapport"
    r"|alinea|passage)(?: exactement| precisement| au juste)? ?\?*$"
    r"|^(?:d'ou (?:ca|cela) (?:vient|sort)|ou est-ce (?:ecrit|dit)|c'est (?:ecrit|dit) ou) ?\?*$"
)
_LETTER = re.compile(
    rf"^{_ASKS}(?:l[ea] |l'|au |a la |a l')?(?:{ITEM}|norme )?"
    rf"\(?(?P<letter>[a-k])\b\)?{_TAIL} ?[?.!]*$"
)
_NUMBER = re.compile(
    rf"^{_ASKS}(?:l[ea] |l'|au |a la )?(?P<noun>paragraphe |point |alinea |note |engagement |par\.? ?|§ ?"
    rf"|numero )?(?P<number>\d{{1,3}})(?: aussi)?{_TAIL} ?[?.!]*$"
)
_RANK = re.compile(
    rf"^{_ASKS}(?:l[ea] |l'|au |a la )(?:(?P<rank>\d{{1,2}})e|(?P<before_last>avant-dernier)e?"
    rf"|(?:tout )?(?P<last>dernier)e?){_TAIL} ?[?.!]*$"
)
_SAME_PLACE = re.compile(
    r"\b(?:(?:au |le |la |a la |dans la )?(?:meme (?:numero|paragraphe|point|alinea|norme|endroit)))\b"
)
_OTHER_DOCUMENT = re.compile(
    r"\b(?:celle|celui|resolution|rapport|texte) (?:de l'annee |juste )?(?:suivante?|d'avant|d'apres"
    r"|precedente?)\b(?! le passage)"
    r"|\bl'autre (?:rapport|resolution|texte)\b"
)
_BARE_OTHER = re.compile(rf"^{_ASKS}(?:la |celle )(?P<way>suivante|precedente|d'avant|d'apres) ?[?.!]*$")


def move(text: str, symbols: Sequence[str], state: State, corpus: Corpus) -> Resolved | None:
    """Find the place that a read follow-up points at from the last one; None where it points at none.

    `symbols` are the documents that the follow-up names.
    """
    base = _base(state, corpus)
    if base is None:
        return _numbered_in(text.strip(), state, corpus)
    if len(symbols) == 1 and _asks_same_place(text, state):
        return _same_place(base, symbols[0], corpus)
    plain = text.strip()
    if again := _again(plain, base, state, corpus):
        return Resolved(again, ())
    if (match := _NEXT.match(plain)) or asks_for_more(plain):
        return _step(_last_shown(state, corpus) or base, 1, match["noun"] if match else None, corpus)
    if match := _PREVIOUS.match(plain):
        return _step(base, -1, match["noun"], corpus)
    return _chosen(plain, base, state, corpus)


def other_document(text: str, state: State, corpus: Corpus) -> str | None:
    """Find the document that « celle de l'année suivante » or « l'autre rapport » means after the last one."""
    base = _base(state, corpus)
    bare = state.intent is Intent.SEARCH and not (base and base.kind is ParagraphKind.NORM)
    if not (_OTHER_DOCUMENT.search(text) or (bare and _BARE_OTHER.match(text.strip()))):
        return None
    symbol = state.documents[-1] if state.documents else base.symbol if base else None
    if symbol is None:
        return None
    family = [document.symbol for document in series_of(symbol, corpus)]
    others = [other for other in family if other != symbol]
    return others[0] if len(others) == 1 and symbol in family else None


def _base(state: State, corpus: Corpus) -> Paragraph | None:
    return next((corpus.by_id[identifier] for identifier in state.paragraph_ids if identifier in corpus.by_id), None)


def _last_shown(state: State, corpus: Corpus) -> Paragraph | None:
    """Give where « the next one » starts from: the last paragraph of a reference shown whole."""
    if state.intent not in (Intent.REFERENCE, Intent.LIST):
        return None
    shown = [corpus.by_id[identifier] for identifier in state.paragraph_ids if identifier in corpus.by_id]
    whole = [item for item in shown if item.parent_id not in state.paragraph_ids]
    return whole[-1] if whole else None


def _again(text: str, base: Paragraph, state: State, corpus: Corpus) -> tuple[Paragraph, ...]:
    """Give what was shown where its reference is asked for, what surrounds it where more of it is; else nothing."""
    if _SOURCE.match(text):
        return tuple(corpus.by_id[identifier] for identifier in state.paragraph_ids if identifier in corpus.by_id)
    return _rest_of(base, state, corpus) if _DEVELOP.match(text) else ()


def _asks_same_place(text: str, state: State) -> bool:
    if _SAME_PLACE.search(text):
        return True
    return (
        state.intent is Intent.REFERENCE
        and not content_words(text)
        and bool(re.match(r"\s*(?:et|pareil|meme)\b", text))
    )


def _same_place(base: Paragraph, symbol: str, corpus: Corpus) -> Resolved:
    found = corpus.find(symbol, base.label)
    if found:
        return Resolved(with_items((found,), corpus), ())
    number, _, letter = base.label.partition(" ")
    if number.isdigit():
        return resolve_in(Citation(Unit.PARAGRAPH, 0, 0, int(number), letter[:1] or None), (symbol,), corpus)
    return NOTHING


def _step(base: Paragraph, way: int, noun: str | None, corpus: Corpus) -> Resolved | None:
    """Give the unit right after or before, in the series that `noun` names or else in that of `base`."""
    if noun and noun.startswith("norme"):
        units = series(Unit.NORM, base.symbol, corpus)
        base = next((item for item in units if item.section_path == base.section_path), base)
    elif noun and noun.startswith("paragraphe") and base.kind is ParagraphKind.ITEM and base.parent_id:
        base = corpus.by_id[base.parent_id]
        units = _siblings(base, corpus)
    elif noun and noun.startswith("paragraphe") and base.kind is ParagraphKind.NORM:
        units = tuple(
            item for item in corpus.of_document(base.symbol) if item.kind in kinds_of(Unit.PARAGRAPH) or item == base
        )
    else:
        units = _siblings(base, corpus)
    start, found = base, _neighbour(base, way, units)
    if found is None and base.parent_id:
        parent = corpus.by_id[base.parent_id]
        if way < 0:
            return Resolved((parent,), ())
        base, found = parent, _neighbour(parent, way, _siblings(parent, corpus))
    found = found or _neighbour(base, way, _in_reading_order(base, corpus))
    return Resolved(with_items((found,), corpus), ()) if found else _beyond(start, way, corpus)


def _in_reading_order(base: Paragraph, corpus: Corpus) -> tuple[Paragraph, ...]:
    """List what a document holds, without the items of other paragraphs and the notes."""
    return tuple(
        item
        for item in corpus.of_document(base.symbol)
        if item == base or not (item.parent_id or item.kind is ParagraphKind.FOOTNOTE)
    )


def _beyond(base: Paragraph, way: int, corpus: Corpus) -> Resolved:
    """Say that nothing stands before the first or after the last place of a document."""
    unit = next((unit for unit in Unit if base.kind in kinds_of(unit)), Unit.PARAGRAPH)
    label = f"passage {'après' if way > 0 else 'avant'} {locator(base)}"
    return Resolved((), (MissingReference(base.symbol, label, describe_existing(unit, None, base.symbol, corpus)),))


def _neighbour(base: Paragraph, way: int, units: Sequence[Paragraph]) -> Paragraph | None:
    position = units.index(base) + way if base in units else -1
    return units[position] if 0 <= position < len(units) else None


def _siblings(base: Paragraph, corpus: Corpus) -> tuple[Paragraph, ...]:
    if base.parent_id:
        return corpus.children(base.parent_id)
    return tuple(item for item in corpus.of_document(base.symbol) if item.kind is base.kind)


def _rest_of(base: Paragraph, state: State, corpus: Corpus) -> tuple[Paragraph, ...]:
    """Give what surrounds the last place: its whole paragraph, else what comments on it or comes next."""
    if base.kind is ParagraphKind.NORM:
        commentary = (item for item in corpus.of_document(base.symbol) if item.section_path == base.section_path)
        return tuple(item for item in commentary if item != base and item.kind is not ParagraphKind.FOOTNOTE)
    lead_in = corpus.by_id[base.parent_id] if base.parent_id else base
    whole = with_items((lead_in,), corpus)
    if state.intent is not Intent.REFERENCE or any(item.paragraph_id not in state.paragraph_ids for item in whole):
        return whole
    following = _neighbour(lead_in, 1, _siblings(lead_in, corpus))
    return with_items((following,), corpus) if following else whole


def _numbered_in(text: str, state: State, corpus: Corpus) -> Resolved | None:
    """Read « et le 98 ? » after a paragraph that its document does not hold."""
    match = _NUMBER.match(text)
    if match is None or len(state.documents) != 1 or state.intent is not Intent.MISSING_REFERENCE:
        return None
    return resolve_in(Citation(Unit.PARAGRAPH, 0, 0, int(match["number"])), state.documents, corpus)


def _chosen(text: str, base: Paragraph, state: State, corpus: Corpus) -> Resolved | None:
    """Read « et le b) ? », « le 12 ? » and « la dernière ? » in the series of the last place."""
    if match := _LETTER.match(text):
        unit = Unit.NORM if base.kind is ParagraphKind.NORM else Unit.PARAGRAPH
        lead_in = corpus.by_id[base.parent_id] if base.parent_id else base
        if unit is Unit.NORM:
            return resolve_in(Citation(unit, 0, 0, None, match["letter"]), (base.symbol,), corpus)
        if corpus.children(lead_in.paragraph_id):
            return resolve_in(Citation(unit, 0, 0, int(lead_in.label), match["letter"]), (base.symbol,), corpus)
        return None
    if match := _NUMBER.match(text):
        unit = next((unit for unit in Unit if base.kind in kinds_of(unit)), Unit.PARAGRAPH)
        unit = Unit.PARAGRAPH if match["noun"] and match["noun"].startswith(("par", "§")) else unit
        return resolve_in(Citation(unit, 0, 0, int(match["number"])), (base.symbol,), corpus)
    if (match := _RANK.match(text)) and state.intent in (Intent.REFERENCE, Intent.LIST):
        units = _siblings(base, corpus)
        position = int(match["rank"]) - 1 if match["rank"] else -1 if match["last"] else -2
        return Resolved((units[position],), ()) if -len(units) <= position < len(units) else None
    return None

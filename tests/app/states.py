"""Every page and state of the application, one after another, for what must hold in all of them."""

from __future__ import annotations

from collections.abc import Callable

from asking import FIELD, QUESTION, ask
from playwright.sync_api import Page
from stand_in import BROKEN, SLOW

Visit = Callable[[str], None]
CSV = "question;référence\nQue dit le paragraphe 53 du rapport de 2021 ?;A/76/135, par. 53\nQuelle heure est-il ?;\n"
MANY = "question;référence\n" + "".join(f"attaque {SLOW} {n} ?;A/76/135, par. 53\n" for n in range(300))
LIST = "Quelles sont les onze normes de comportement responsable ?"
COMPARISON = "Compare ce que disent les rapports de 2013 et de 2021 sur les points de contact"
REFUSED = "Quelle est la recette de la tarte aux pommes ?"
FALSIFY = """() => {
  const kept = JSON.parse(localStorage['alinea.conversations.v1']);
  kept[0].turns[0].quotes[0].sha256 = '0'.repeat(64);
  localStorage['alinea.conversations.v1'] = JSON.stringify(kept);
}"""


def open_chat(page: Page, url: str) -> None:
    """Open an empty conversation, its fonts loaded."""
    page.goto(url)
    page.wait_for_selector(FIELD)
    page.evaluate("document.fonts.ready")
    if page.evaluate("Boolean(window.alinea.currentConversation()?.turns.length)"):
        page.wait_for_selector("article[data-turn]")
        page.evaluate("document.querySelector('[data-action=new]').click()")
        page.wait_for_selector(".al-welcome")


def run_file(page: Page, questions: str) -> None:
    """Choose a file of questions on the « Évaluation » page, and run it."""
    page.set_input_files("#fichier", {"name": "jeu.csv", "mimeType": "text/csv", "buffer": questions.encode()})
    page.get_by_role("button", name="Lancer").click()


def visit_answers(page: Page, url: str, visit: Visit) -> None:
    """An answer, its panel, its menus and dialog; a follow-up, a refusal; a quote that does not hold."""
    open_chat(page, url)
    visit("accueil")
    ask(page, QUESTION)
    visit("reponse")
    page.locator(".al-chip").first.click()
    page.wait_for_selector(".al-reader h2")
    visit("volet-document")
    page.click("[data-view=source]")
    page.wait_for_selector("pre.al-source")
    visit("volet-source")
    page.click("[data-action=close]")
    page.locator(".al-quote .al-menu summary").first.click()
    visit("menu-copier")
    page.keyboard.press("Escape")
    page.locator("[data-action=wrong]").first.click()
    visit("mauvais-paragraphe")
    page.click("[data-action=cancel]")
    ask(page, "Et les infrastructures critiques ?", n_turns=2)
    visit("suite")
    page.locator("[data-action=alone]").last.click()
    page.wait_for_selector("#tour-2 .al-understood:has-text('posée seule')")
    visit("suite-annulee")
    ask(page, REFUSED, n_turns=3)
    visit("refus")
    page.evaluate(FALSIFY)
    page.reload()
    page.wait_for_selector(".al-withheld")
    page.locator(".al-withheld").scroll_into_view_if_needed()
    visit("citation-retiree")


def visit_kinds(page: Page, url: str, visit: Visit) -> None:
    """A list, a comparison, filters, the list of conversations."""
    for state, question in (("liste", LIST), ("comparaison", COMPARISON)):
        open_chat(page, url)
        ask(page, question)
        visit(state)
    page.click("#al-filters button.label-wrap")
    page.get_by_label("A/68/98 (2013)").check()
    page.wait_for_timeout(200)
    visit("filtres")
    page.click("#al-filters button.label-wrap")
    ask(page, "Le droit international s’applique-t-il au cyberespace ?", n_turns=2)
    visit("filtres-en-vigueur")
    if page.viewport_size and page.viewport_size["width"] < 760:
        page.click("[data-action=rail]")
        page.wait_for_timeout(300)
        visit("conversations")


def visit_troubles(page: Page, url: str, visit: Visit) -> None:
    """Waiting, an error, a server that is gone; over the stand-in, which does them on demand."""
    open_chat(page, url)
    page.fill(FIELD, f"attaque territoire {SLOW}")
    page.keyboard.press("Enter")
    page.wait_for_selector(".al-pending")
    visit("attente")
    page.wait_for_selector("article[data-turn]")
    page.fill(FIELD, f"une {BROKEN}")
    page.keyboard.press("Enter")
    page.wait_for_selector(".al-failed")
    visit("erreur")
    page.route("**/queue/join*", lambda route: route.abort())
    page.fill(FIELD, "Et les infrastructures critiques ?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".al-toast.al-shown")
    page.wait_for_timeout(300)
    visit("serveur-absent")
    page.unroute("**/queue/join*")


def visit_pages(page: Page, url: str, visit: Visit) -> None:
    """The corpus: the list, a document at an extract, a search, an unknown document."""
    for state, path in (
        ("corpus", "/corpus"),
        ("document", "/corpus?p=A/76/135&extrait=71-g:0-59#71-g"),
        ("recherche", "/corpus?p=A/76/135&cherche=vulnerabilite"),
        ("inconnu", "/corpus?p=A/99/999"),
    ):
        page.goto(url + path)
        visit(state)


def visit_evaluation(page: Page, url: str, visit: Visit) -> None:
    """The form, a run in progress, a fault, a result, the past runs, two of them compared."""
    page.goto(f"{url}/evaluation")
    visit("evaluation")
    run_file(page, MANY)
    page.wait_for_selector("#ev-progress")
    visit("evaluation-en-cours")
    page.get_by_role("button", name="Annuler").click()
    page.wait_for_selector(".ev-form")
    visit("evaluation-annulee")
    page.locator("input[value=fichier]").check()
    page.get_by_role("button", name="Lancer").click()
    page.wait_for_selector("[role=alert]")
    visit("evaluation-refusee")
    for _ in range(2):
        page.goto(f"{url}/evaluation")
        run_file(page, CSV)
        page.wait_for_url("**/resultats/**")
    visit("evaluation-resultat")
    page.goto(f"{url}/evaluation")
    visit("evaluation-passees")
    page.get_by_role("button", name="Comparer").click()
    page.wait_for_url("**/comparaison**")
    visit("evaluation-comparaison")

"""The same answerer for programs: Gradio's API through its own client, MCP through a real MCP client."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from assistant.app.lookup import find_paragraph

README = Path(__file__).parents[2] / "README.md"
QUESTION = "Que doit faire un État dont le territoire sert à une attaque ?"


@pytest.fixture(scope="module")
def client(url):
    made = Client(url, verbose=False)
    yield made
    made.close()


def test_the_endpoints_are_named_and_the_page_s_own_events_are_not(client):
    named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert sorted(named) == ["/chercher", "/lire_paragraphe", "/poser_question"]


def test_asking_gives_slices(client, answerer):
    answer = client.predict(question=QUESTION, api_name="/poser_question")
    assert answer["citations"]
    for quote in answer["citations"]:
        paragraph = answerer.corpus.by_id[quote["identifiant"]]
        assert quote["texte"] == paragraph.text[quote["debut"] : quote["fin"]]
    limited = client.predict(
        question="L’application des normes du droit international à la téléinformatique",
        documents=["A/68/98"],
        api_name="/poser_question",
    )
    assert {quote["identifiant"].split("#")[0] for quote in limited["citations"]} == {"A/68/98"}


def test_a_follow_up_is_understood_from_the_earlier_questions(client):
    answer = client.predict(
        question="Et les infrastructures ?", questions_precedentes=[QUESTION], api_name="/poser_question"
    )
    assert answer["comprise_ainsi"].startswith(QUESTION)


def test_errors_are_said_in_french(client):
    with pytest.raises(AppError, match="n’existe pas dans le corpus"):
        client.predict("A/76/135, par. 999", api_name="/lire_paragraphe")
    with pytest.raises(AppError, match="dépasse 2000 caractères"):
        client.predict(question="a" * 2001, api_name="/poser_question")
    with pytest.raises(AppError, match="Filtre illisible"):
        client.predict(question="a", depuis="hier", api_name="/poser_question")


def test_every_reference_finds_its_paragraph(answerer):
    from assistant.citation import reference

    for paragraph in answerer.corpus.paragraphs:
        assert find_paragraph(answerer.corpus, reference(paragraph)) is paragraph, reference(paragraph)
        assert find_paragraph(answerer.corpus, paragraph.paragraph_id) is paragraph
    assert find_paragraph(answerer.corpus, "rapport de 2021 paragraphe 71 g)").paragraph_id == "A/76/135#71-g"
    assert find_paragraph(answerer.corpus, "ailleurs, par. 3") is None


def test_mcp_tools(url, answerer):
    async def talk() -> None:
        async with (
            streamable_http_client(f"{url}/gradio_api/mcp/") as (read, write, *_),
            ClientSession(read, write) as mcp,
        ):
            await mcp.initialize()
            tools = {tool.name: tool for tool in (await mcp.list_tools()).tools}
            assert sorted(tools) == ["chercher", "lire_paragraphe", "poser_question"]
            assert tools["poser_question"].inputSchema["required"] == ["question"]
            assert "request" not in tools["chercher"].inputSchema["properties"]
            read_one = await mcp.call_tool("lire_paragraphe", {"reference_du_paragraphe": "A/76/135, par. 71 g)"})
            assert json.loads(read_one.content[0].text)["texte"] == answerer.corpus.by_id["A/76/135#71-g"].text
            asked = await mcp.call_tool("poser_question", {"question": QUESTION})
            assert json.loads(asked.content[0].text)["citations"][0]["reference"] == "A/76/135, par. 30 d)"
            found = await mcp.call_tool("chercher", {"requete": "vulnérabilité", "nombre": 3})
            assert len(json.loads(found.content[0].text)) == 3
            missing = await mcp.call_tool("lire_paragraphe", {"reference_du_paragraphe": "nulle part"})
            assert missing.isError

    with ThreadPoolExecutor(1) as elsewhere:  # the browser tests keep an event loop in this thread
        elsewhere.submit(anyio.run, talk).result()


def test_the_tools_say_in_french_what_they_do_and_what_they_take(url):
    tools = {tool["name"]: tool for tool in httpx.get(f"{url}/gradio_api/mcp/schema").json()}
    assert {*tools} == {"chercher", "lire_paragraphe", "poser_question"}
    for tool in tools.values():
        assert re.search(r"citation|paragraphe", tool["description"])
        for name, field in tool["inputSchema"]["properties"].items():
            assert {*field} & {"type", "oneOf"} and len(field.get("description", "")) > 10, (tool["name"], name)


def test_the_example_of_the_readme_runs_as_written(url, capsys, answerer):
    written = README.read_text(encoding="utf-8").split("<!-- client:begin -->")[1].split("<!-- client:end -->")[0]
    code = written.strip().removeprefix("```python").removesuffix("```")
    assert code.count("http://127.0.0.1:7860") == 1
    exec(code.replace("http://127.0.0.1:7860", url), {})
    said = capsys.readouterr().out
    assert "« " in said and "(A/76/135, par. " in said and answerer.corpus.by_id["A/76/135#71-g"].text in said


def test_citations_and_downloads(url, answerer):
    from assistant.app.records import ScopeRecord, record_of

    turn = json.loads(record_of(answerer.ask(QUESTION).answer, ScopeRecord()).to_json())
    kinds = {"md": "text/markdown", "html": "text/html", "docx": "application/vnd.openxml", "pdf": "application/pdf"}
    for suffix, kind in kinds.items():
        file = httpx.post(f"{url}/conversations", json={"format": suffix, "title": "Essai", "turns": [turn]})
        assert file.status_code == 200 and file.headers["content-type"].startswith(kind)
        assert file.headers["content-disposition"] == f'attachment; filename="alinea-essai.{suffix}"'
    assert httpx.post(f"{url}/conversations", json={"format": "exe", "turns": [turn]}).status_code == 400
    assert httpx.post(f"{url}/conversations", json={"format": "md", "turns": "x"}).status_code == 400
    query = {"p": "A/76/135#30-d", "debut": 0, "fin": 40, "format": "texte"}
    assert httpx.get(f"{url}/citations", params=query).text.startswith("« Une attaque numérique")
    assert httpx.get(f"{url}/citations", params={**query, "format": "x"}).status_code == 400
    assert httpx.get(f"{url}/citations", params={**query, "fin": 99999}).status_code == 404

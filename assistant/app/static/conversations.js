// Conversations, kept in this browser only: turns hold offsets and hashes, never HTML.
(() => {
  const KEY = "alinea.conversations.v1";
  const CURRENT = "alinea.current";
  const MOST = 100;
  const MOST_TURNS = 200; // as in records.py
  const texts = window.alinea.texts;
  let choose = () => {};
  let known = 0; // turns of the current conversation that this tab has seen
  let again = 0; // the turn to ask again alone, counted from 1; 0 for none

  const load = () => {
    try {
      const stored = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(stored) ? stored.filter((item) => item && item.id && Array.isArray(item.turns)) : [];
    } catch { return []; }
  };
  const store = (conversations) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(conversations.slice(0, MOST)));
    } catch {
      window.alinea.toast(texts.storageFull);
    }
  };
  const currentId = () => sessionStorage.getItem(CURRENT) ?? load()[0]?.id ?? "";
  const current = () => load().find((item) => item.id === currentId());

  function open(id) {
    sessionStorage.setItem(CURRENT, id);
    known = current()?.turns.length ?? 0;
    draw();
    choose();
  }

  function save(turns) {
    const conversations = load();
    let item = conversations.find((candidate) => candidate.id === currentId());
    if (item && item.turns.length !== known && item.turns.length !== turns.length) item = undefined; // another tab went on
    if (item && turns.length < item.turns.length) {
      // A restored thread that arrived after a newer answer: what is kept is right, show it again.
      if (turns.length < MOST_TURNS) choose();
      return;
    }
    if (!item) {
      item = { id: crypto.randomUUID(), title: turns[0].question.slice(0, 90), turns: [] };
      sessionStorage.setItem(CURRENT, item.id);
    }
    const changed = item.turns.length !== turns.length;
    item.turns = turns;
    known = turns.length;
    if (changed) item.updated = Date.now();
    store([item, ...conversations.filter((other) => other.id !== item.id)]);
    draw();
  }

  function rename(id) {
    const conversations = load();
    const item = conversations.find((candidate) => candidate.id === id);
    const name = window.prompt(texts.newName, item.title);
    if (!name || !name.trim()) return;
    item.title = name.trim().slice(0, 120);
    store(conversations);
    draw();
  }

  function remove(id) {
    if (!window.confirm(texts.confirmDelete)) return;
    const here = id === currentId();
    store(load().filter((item) => item.id !== id));
    if (here) open("");
    else draw();
  }

  function button(label, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.do = action;
    const icon = document.getElementById(`al-icon-${action}`);
    made.append(icon ? icon.content.cloneNode(true) : label);
    made.setAttribute("aria-label", label);
    made.title = label;
    return made;
  }

  function draw() {
    const list = document.getElementById("al-conversations");
    if (!list) return;
    const id = currentId();
    const rows = load().map((item) => {
      const row = document.createElement("li");
      row.dataset.id = item.id;
      if (item.id === id) row.setAttribute("aria-current", "true");
      const title = item.title || texts.untitled;
      const open = button(title, "open");
      open.className = "al-conversation";
      const rename = button(`${texts.rename} : ${title}`, "rename");
      const remove = button(`${texts.delete} : ${title}`, "delete");
      row.append(open, rename, remove);
      return row;
    });
    if (!rows.length) {
      const empty = document.createElement("li");
      empty.className = "al-note";
      empty.textContent = texts.noConversation;
      rows.push(empty);
    }
    list.replaceChildren(...rows);
  }

  function onRail(event) {
    const action = event.target.closest("[data-do], [data-action]");
    if (!action) return;
    const id = action.closest("li")?.dataset.id;
    if (action.dataset.do === "open") open(id);
    if (action.dataset.do === "rename") rename(id);
    if (action.dataset.do === "delete") remove(id);
    if (action.dataset.action === "new") open("");
    if (action.dataset.do === "open" || action.dataset.action === "new") {
      document.documentElement.classList.remove("al-rail-open");
      window.alinea.focusQuestion();
    }
  }

  function turnsNow() {
    const turns = current()?.turns ?? [];
    known = turns.length; // another tab may have gone on: its turns come before the next question
    return turns;
  }

  Object.assign(window.alinea, {
    conversation: () => JSON.stringify(turnsNow()),
    asked(question) {
      const turns = turnsNow();
      const number = again;
      again = 0;
      window.alinea.sending(question, number);
      return number ? ["", JSON.stringify({ turns, alone: number })] : [question, JSON.stringify(turns)];
    },
    askAgain(number) { again = number; },
    currentConversation: current,
    saveTurns: save,
    mountRail(element, chooseConversation) {
      choose = chooseConversation;
      known = current()?.turns.length ?? 0;
      element.addEventListener("click", onRail);
      draw();
    },
  });
  window.addEventListener("storage", draw);
})();

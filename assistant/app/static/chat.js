// The conversation: asking, keeping what was answered, copying, judging, keyboard.
(() => {
  const texts = window.alinea.texts;
  const question = () => document.querySelector("#al-question textarea");
  let thread = null;
  let askAgain = () => {};
  let show = () => {}; // gives the thread other HTML, through Gradio, which compares the server's with it
  let refocused = ""; // the turn to put the focus back in, once it is answered again
  let toastTimer = 0;

  function toast(text) {
    const box = document.getElementById("al-toast");
    box.textContent = text;
    box.classList.add("al-shown");
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => box.classList.remove("al-shown"), 6000);
  }

  // Gradio says some errors in English, in toasts of its own: ours say them in French.
  const FRENCH = /[àâçéèêëîïôûùœ’]|requête|question/i;
  function translated(said) {
    if (/queue|too many requests/i.test(said) && !FRENCH.test(said)) return texts.queueFull;
    if (/connection|fetch|network/i.test(said) && !FRENCH.test(said)) return texts.offline;
    return FRENCH.test(said) ? said : texts.error;
  }
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      const said = node.querySelector?.(".toast-message-text") ?? node.closest?.(".toast-message-text");
      if (said) failed(translated(said.textContent));
    }
  }).observe(document, { childList: true, subtree: true });

  // The server may stop after it took a question and before it answered: the question stays, to be asked again.
  function failed(message) {
    toast(message);
    const pending = thread?.querySelector(".al-pending");
    if (!pending) return;
    const said = Object.assign(document.createElement("p"), { className: "al-error", textContent: message });
    const retry = Object.assign(document.createElement("button"), { type: "button", className: "al-ask" });
    retry.textContent = retry.dataset.ask = asked(pending);
    pending.classList.replace("al-pending", "al-failed");
    pending.querySelector(".al-answer").replaceChildren(said, retry);
  }

  function type(text) {
    const field = question();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return field;
  }

  function ask(text) {
    const field = type(text);
    setTimeout(() => document.querySelector("#al-send").click(), 0);
    field.focus();
  }

  // The question shows at once, before the server has it; in place of the turn `number` where one is asked again.
  function sending(text, number) {
    if (!thread || !(text.trim() || number)) return;
    const turns = thread.querySelector(".al-turns")?.cloneNode(true) ?? document.createElement("div");
    turns.className = "al-turns";
    turns.querySelectorAll(".al-failed").forEach((failed) => failed.remove());
    const before = turns.querySelector(`#tour-${number}`);
    const pending = document.getElementById("al-waiting").content.firstElementChild.cloneNode(true);
    pending.querySelector(".al-question span:last-child").textContent = before ? asked(before) : text.trim();
    if (before) before.replaceWith(pending);
    else turns.append(pending);
    show(turns.outerHTML);
    if (!number) letGo(text);
    requestAnimationFrame(onThread);
  }

  function onThread() {
    thread.classList.remove("al-restoring");
    const articles = [...thread.querySelectorAll("article.al-turn")];
    const last = articles.at(-1);
    const complete = articles.filter((article) => article.dataset.turn);
    if (last?.classList.contains("al-failed") && !last.querySelector(".al-ask")) givenBack();
    else if (complete.length > turnsBefore && !question()?.value) sessionStorage.removeItem(DRAFT);
    if (last?.dataset.turn && complete.length === articles.length) {
      window.alinea.saveTurns(complete.map((article) => JSON.parse(article.dataset.turn)));
    }
    if (last && last.id !== onThread.seen) last.scrollIntoView({ block: "start" });
    onThread.seen = last?.id || onThread.seen;
    const answered = refocused && thread.querySelector(`#${refocused}[data-turn] .al-question`);
    if (answered) {
      refocused = "";
      answered.focus({ preventScroll: true });
    }
  }

  const asked = (article) => article.querySelector(".al-question span:last-child").textContent;

  // Until it is answered, the question is kept for a reload: the server may stop.
  function letGo(text) {
    if (question()?.value !== text) return;
    type("");
    turnsBefore = thread.querySelectorAll("article[data-turn]").length;
    sessionStorage.setItem(DRAFT, text);
  }

  // A question that is refused comes back, to be mended.
  function givenBack() {
    if (!question()?.value) type(sessionStorage.getItem(DRAFT) ?? "");
  }

  const quotesOf = (article) => [...article.querySelectorAll(".al-quote[data-paragraph]")];

  async function copy(button) {
    const { scope, format } = button.dataset;
    let response;
    try {
      if (scope === "answer") {
        const turn = JSON.parse(button.closest("article").dataset.turn);
        response = await send("/citations", { format, turn });
      } else {
        const { paragraph, start, end } = button.closest(".al-quote").dataset;
        response = await fetch(`/citations?${new URLSearchParams({ p: paragraph, format, debut: start, fin: end })}`);
      }
      if (!response.ok) throw new Error(response.status);
      const text = await response.text();
      if (format === "html") {
        const kinds = { "text/html": new Blob([text], { type: "text/html" }), "text/plain": new Blob([text], { type: "text/plain" }) };
        await navigator.clipboard.write([new ClipboardItem(kinds)]);
      } else {
        await navigator.clipboard.writeText(text);
      }
      toast(texts.copied);
    } catch {
      toast(texts.copyFailed);
    }
    const menu = button.closest("details");
    menu.open = false;
    menu.querySelector("summary").focus();
  }

  const send = (path, body) =>
    fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

  async function judge(body) {
    try {
      const response = await send("/avis", body);
      toast((await response.json()).detail);
      return response.ok;
    } catch {
      toast(texts.offline);
      return false;
    }
  }

  async function thumb(button) {
    const article = button.closest("article");
    const asked = JSON.parse(article.dataset.turn).question;
    const paragraphs = quotesOf(article).map((quote) => quote.dataset.paragraph);
    if (await judge({ question: asked, verdict: button.dataset.verdict, paragraph_ids: paragraphs })) {
      article.querySelectorAll('[data-action="judge"]').forEach((other) =>
        other.setAttribute("aria-pressed", String(other === button)));
    }
  }

  function wrong(button) {
    const dialog = document.getElementById("al-judge");
    const quote = button.closest(".al-quote");
    const article = button.closest("article");
    dialog.querySelector("#al-judged").textContent = quote.querySelector(".al-reference").textContent;
    const form = dialog.querySelector("form");
    form.reset();
    form.onsubmit = () => judge({
      question: JSON.parse(article.dataset.turn).question,
      verdict: "wrong",
      paragraph_ids: [quote.dataset.paragraph],
      reason: form.elements.reason.value,
      expected: form.elements.expected.value,
    });
    dialog.showModal();
  }

  function alone(button) {
    if (thread.querySelector(".al-pending")) return;
    refocused = button.closest("article").id;
    window.alinea.askAgain(Number(refocused.slice("tour-".length)));
    askAgain();
  }

  async function download(format) {
    const conversation = window.alinea.currentConversation();
    const response = await send("/conversations", {
      format, title: conversation?.title ?? "", turns: conversation?.turns ?? [],
    }).catch(() => null);
    if (!response?.ok) {
      toast(response ? (await response.json()).detail : texts.offline);
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = /filename="([^"]+)"/.exec(response.headers.get("content-disposition"))[1];
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function closeMenus(except) {
    document.querySelectorAll("details.al-menu[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("click", async (event) => {
    closeMenus(event.target.closest("details.al-menu"));
    const suggested = event.target.closest("[data-ask]");
    if (suggested) ask(suggested.dataset.ask);
    const button = event.target.closest("[data-action]");
    const action = button?.dataset.action;
    if (action === "copy") copy(button);
    if (action === "judge") thumb(button);
    if (action === "wrong") wrong(button);
    if (action === "alone") alone(button);
    if (action === "cancel") button.closest("dialog").close();
    if (action === "download") { closeMenus(null); download(button.dataset.format); }
    if (action === "share" && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      await navigator.clipboard.writeText(button.href).then(() => toast(texts.copied), () => toast(texts.copyFailed));
    }
    if (action === "rail") {
      const open = document.documentElement.classList.toggle("al-rail-open");
      button.setAttribute("aria-expanded", String(open));
    } else if (!event.target.closest("#al-rail")) {
      document.documentElement.classList.remove("al-rail-open");
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector("details.al-menu[open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      } else if (document.documentElement.classList.contains("al-rail-open")) {
        document.documentElement.classList.remove("al-rail-open");
      } else if (!document.querySelector("dialog[open]") && !window.alinea.closeReader()) {
        question()?.focus();
      }
    }
    if (event.key === "/" && !event.target.closest("input, textarea, dialog")) {
      event.preventDefault();
      question()?.focus();
    }
  });

  // What is being typed survives a reload, and a server that stopped before it answered.
  const DRAFT = "alinea.draft";
  let turnsBefore = Infinity; // the one that was let go: only a thread that has more of them answers it
  document.addEventListener("input", (event) => {
    if (event.target === question()) sessionStorage.setItem(DRAFT, event.target.value);
  });

  Object.assign(window.alinea, {
    toast,
    sending,
    focusQuestion: () => { if (window.matchMedia("(min-width: 760px)").matches) question()?.focus(); },
    mountThread(element, watch, again, showHtml) {
      thread = element;
      askAgain = again;
      show = showHtml;
      thread.setAttribute("role", "log");
      thread.setAttribute("aria-label", texts.thread);
      if (window.alinea.currentConversation()?.turns.length) thread.classList.add("al-restoring");
      watch("value", onThread);
      const shared = new URLSearchParams(location.search).get("q");
      const ready = setInterval(() => {
        if (!question()) return;
        clearInterval(ready);
        window.alinea.focusQuestion();
        const draft = sessionStorage.getItem(DRAFT);
        if (shared) setTimeout(() => ask(shared), 300);
        else if (draft) type(draft);
      }, 50);
      if (shared) {
        sessionStorage.setItem("alinea.current", ""); // a shared question opens a conversation of its own
        history.replaceState(null, "", "/");
      }
    },
  });
})();

// The side panel: a paragraph in its document, opened from any reference.
(() => {
  let opener = null;
  let shown = null; // { paragraph, start, end, view }

  const panel = () => document.getElementById("al-reader");
  const content = () => document.getElementById("al-reader-content");
  const texts = window.alinea.texts;

  function message(text, css) {
    const line = document.createElement("p");
    line.className = css;
    line.textContent = text;
    content().replaceChildren(line);
  }

  async function show(place, focus = true) {
    shown = place;
    panel().hidden = false;
    document.documentElement.classList.add("al-reading-open");
    mark(place);
    if (!content().firstElementChild) message(texts.loading, "al-note");
    const query = new URLSearchParams({ p: place.paragraph, vue: place.view || "document" });
    if (place.start !== undefined) { query.set("debut", place.start); query.set("fin", place.end); }
    try {
      const response = await fetch(`/lecture?${query}`);
      const html = await response.text();
      if (shown !== place) return; // another one was asked meanwhile
      content().innerHTML = html; // written by our server, everything escaped
    } catch {
      message(texts.offline, "al-error");
      return;
    }
    const body = content().querySelector(".al-reader-body");
    const target = body?.querySelector("mark.al-cited") || body?.querySelector(".al-current");
    if (body && target) {
      const offset = target.getBoundingClientRect().top - body.getBoundingClientRect().top;
      body.scrollTop += offset - body.clientHeight / 3;
    }
    if (focus) content().querySelector("h2")?.focus({ preventScroll: true });
  }

  function mark(place) {
    document.querySelectorAll(".al-chip[aria-current]").forEach((chip) => chip.removeAttribute("aria-current"));
    if (!place) return;
    document.querySelectorAll(".al-chip").forEach((chip) => {
      const same = chip.dataset.paragraph === place.paragraph && chip.dataset.start === String(place.start);
      if (same) chip.setAttribute("aria-current", "true");
    });
  }

  function close() {
    if (!panel() || panel().hidden) return false;
    panel().hidden = true;
    document.documentElement.classList.remove("al-reading-open");
    content().replaceChildren();
    mark(null);
    shown = null;
    if (opener?.isConnected) opener.focus();
    return true;
  }

  function placeOf(link) {
    const { paragraph, start, end } = link.dataset;
    return start === undefined ? { paragraph } : { paragraph, start, end };
  }

  document.addEventListener("click", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
    const link = event.target.closest("a[data-paragraph]");
    if (link && !modified && panel()) {
      event.preventDefault();
      if (!panel().contains(link)) opener = link;
      show(placeOf(link));
      return;
    }
    const label = event.target.closest(".al-reader a.al-label");
    if (label && !modified) {
      event.preventDefault();
      show({ paragraph: label.parentElement.dataset.paragraphHere });
      return;
    }
    const action = event.target.closest("#al-reader [data-action]");
    if (!action) {
      const sheet = window.matchMedia("(max-width: 760px)").matches;
      if (sheet && !panel()?.contains(event.target)) close(); // what is behind a sheet is only behind it
      return;
    }
    if (action.dataset.action === "close") close();
    if (action.dataset.action === "go") show({ paragraph: action.dataset.go, view: shown?.view }, false);
    if (action.dataset.action === "view") show({ ...shown, view: action.dataset.view }, false);
  });

  Object.assign(window.alinea, { closeReader: close });
})();

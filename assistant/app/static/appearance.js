// Before anything is drawn: the chosen appearance, and French for Gradio's own labels.
(() => {
  const KEY = "alinea.appearance";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const read = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const apply = () => {
    document.documentElement.dataset.appearance = read() || (dark.matches ? "dark" : "light");
  };
  apply();
  dark.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  for (const [name, value] of [["language", "fr-FR"], ["languages", ["fr-FR", "fr"]]]) {
    Object.defineProperty(Navigator.prototype, name, { get: () => value, configurable: true });
  }
  window.alinea = {
    toggleAppearance() {
      const next = document.documentElement.dataset.appearance === "dark" ? "light" : "dark";
      try { localStorage.setItem(KEY, next); } catch { /* the choice lasts as long as the page */ }
      document.documentElement.dataset.appearance = next;
    },
  };
})();

// Follows the run in progress, chooses « Mon fichier » once a file is chosen, asks before deleting: only comforts.
(() => {
  const file = document.getElementById("fichier");
  file?.addEventListener("change", () => {
    if (!file.files.length) return;
    document.querySelector('input[name="jeu"][value="fichier"]').checked = true;
    document.getElementById("ev-name").textContent = file.files[0].name;
  });
  for (const form of document.querySelectorAll("form[data-confirm]")) {
    form.addEventListener("submit", (event) => { if (!window.confirm(form.dataset.confirm)) event.preventDefault(); });
  }
  if (!document.getElementById("ev-progress")) return;
  const bar = document.getElementById("ev-bar");
  const count = document.getElementById("ev-count");
  const follow = async () => {
    try {
      const progress = await (await fetch("/evaluation/etat")).json();
      bar.max = progress.total;
      bar.value = progress.done;
      count.textContent = `${progress.done} / ${progress.total}`;
      if (progress.state === "fini") return location.assign(`/evaluation/resultats/${progress.result}`);
      if (progress.state !== "en_cours") return location.reload();
    } catch { /* the server may be busy: ask again */ }
    setTimeout(follow, 700);
  };
  follow();
})();

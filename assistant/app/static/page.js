// What every page shares.
window.alinea.texts = JSON.parse(document.getElementById("al-texts")?.textContent ?? "{}");
document.addEventListener("click", (event) => {
  if (event.target.closest('[data-action="appearance"]')) window.alinea.toggleAppearance();
});

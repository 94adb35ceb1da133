"use strict";
const keep = {
  get(name) { try { return sessionStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { sessionStorage.setItem(name, value); } catch { /* private window: nothing is kept */ } },
};

function speak(lang) {
  document.documentElement.lang = lang;
  keep.set("lang", lang);
  for (const button of document.querySelectorAll(".switch button")) {
    button.setAttribute("aria-pressed", String(button.value === lang));
  }
}

for (const button of document.querySelectorAll(".switch button")) {
  button.addEventListener("click", () => speak(button.value));
}
speak(keep.get("lang") || document.documentElement.lang);

for (const fold of document.querySelectorAll("details[id]")) {
  const before = keep.get("open:" + fold.id);
  if (before !== null) fold.open = before === "1";
  fold.addEventListener("toggle", () => keep.set("open:" + fold.id, fold.open ? "1" : "0"));
}

for (const option of document.querySelectorAll(".option")) {
  option.addEventListener("click", () => {
    const choice = option.closest("li");
    choice.querySelector(".why").hidden = false;
    option.setAttribute("aria-expanded", "true");
    if (option.dataset.right) choice.classList.add("right");
  });
}

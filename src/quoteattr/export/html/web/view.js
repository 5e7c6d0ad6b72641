"use strict";
// The page works without this. With it, pointing costs less on long texts, a click on a quotation or a name keeps its voice lit,
// Escape lets go, and the change is announced.
(() => {
  const root = document.querySelector(".qa");
  const status = root.querySelector("[role=status]");
  const voices = root.querySelector(".qa-voices");
  if (!voices) return;

  const numberOf = new Map();
  const partsOf = new Map();
  for (const part of root.querySelectorAll("[class*='qa-s']")) {
    const found = /(?:^| )qa-s(\d+)(?: |$)/.exec(part.getAttribute("class"));
    if (!found) continue;
    numberOf.set(part, found[1]);
    if (!partsOf.has(found[1])) partsOf.set(found[1], []);
    partsOf.get(found[1]).push(part);
  }

  const voiceAt = (node) => {
    for (let part = node; part && part !== root; part = part.parentElement) if (numberOf.has(part)) return numberOf.get(part);
    return "";
  };
  const mark = (number, name, on) => (partsOf.get(number) || []).forEach((part) => part.classList.toggle(name, on));
  const entry = (number) => document.getElementById(`s${number}`);

  let hovered = "";
  let focused = "";
  let lit = "";
  let pinned = "";

  function light() {
    const now = hovered || focused;
    if (now === lit) return;
    mark(lit, "qa-lit", false);
    mark(now, "qa-lit", true);
    lit = now;
  }

  function pin(number) {
    mark(pinned, "qa-on", false);
    mark(number, "qa-on", true);
    pinned = number;
    root.classList.toggle("qa-pinned", number !== "");
    status.textContent = number === "" ? root.querySelector(".qa-clear").textContent : entry(number).dataset.summary;
    if (number === "") return;
    // where the voices scroll on their own, beside the text
    const frame = voices.getBoundingClientRect();
    const box = entry(number).getBoundingClientRect();
    voices.scrollTop += Math.max(box.bottom - frame.bottom, 0) - Math.max(frame.top - box.top, 0);
  }

  function pinTarget() {
    const found = /^#s(\d+)$/.exec(location.hash);
    if (found && partsOf.has(found[1])) pin(found[1]);
  }

  function click(event) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (event.target.closest(".qa-clear")) {
      event.preventDefault();
      pin("");
      return;
    }
    const link = event.target.closest("a");
    if (link ? !link.dataset.s : !event.target.closest("mark, b") || !document.getSelection().isCollapsed) return;
    const number = voiceAt(event.target);
    if (number === "") return;
    event.preventDefault();
    pin(number === pinned && !event.target.closest(".qa-badge, .qa-item") ? "" : number);
    if (!link || link.classList.contains("qa-name")) return;
    const name = entry(number).querySelector(".qa-name");
    name.focus({ preventScroll: true });
    name.scrollIntoView({ block: "nearest" });
  }

  root.classList.add("qa-js");
  root.addEventListener("pointerover", (event) => { hovered = voiceAt(event.target); light(); });
  root.addEventListener("pointerleave", () => { hovered = ""; light(); });
  root.addEventListener("focusin", (event) => { focused = voiceAt(event.target); light(); });
  root.addEventListener("focusout", () => { focused = ""; light(); });
  root.addEventListener("click", click);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && pinned !== "") pin(""); });
  window.addEventListener("hashchange", pinTarget);
  pinTarget();
})();

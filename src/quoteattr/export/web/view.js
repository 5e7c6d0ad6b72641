"use strict";
// The page works without this. With it, a click on a quotation or a name keeps its voice lit, Escape lets go, and the change is announced.
(() => {
  const root = document.querySelector(".qa");
  const status = root.querySelector("[role=status]");
  const clear = root.querySelector(".qa-clear");
  let pinned = "";

  const entry = (number) => document.getElementById(`s${number}`);

  function pin(number) {
    pinned = number;
    root.classList.toggle("qa-pinned", number !== "");
    for (const part of root.querySelectorAll(".qa-on")) part.classList.remove("qa-on");
    if (number !== "") for (const part of root.querySelectorAll(`.qa-s${number}`)) part.classList.add("qa-on");
    status.textContent = number === "" ? clear.textContent : entry(number).dataset.summary;
  }

  root.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (event.target.closest(".qa-clear")) {
      event.preventDefault();
      pin("");
      return;
    }
    const link = event.target.closest("a");
    const part = event.target.closest("[data-s]");
    if (!part || (link && !link.dataset.s) || (!link && !document.getSelection().isCollapsed)) return;
    const number = part.dataset.s;
    if (!link) {
      pin(number === pinned ? "" : number);
      return;
    }
    event.preventDefault();
    const again = number === pinned && link.classList.contains("qa-name");
    pin(again ? "" : number);
    if (link.classList.contains("qa-name")) return;
    const name = entry(number).querySelector(".qa-name");
    name.focus({ preventScroll: true });
    name.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pinned !== "") pin("");
  });
})();

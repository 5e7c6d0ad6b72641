"use strict";
// Views of results that stand in a page follow the page's choice of light or dark, not only the system's.
(() => {
  const DARK = "(prefers-color-scheme: dark)";

  const wanted = () => ({ dark: "all", light: "not all" })[document.body.dataset.theme] ?? DARK;

  const places = new WeakMap(); // of each style, which of its rules are those for the dark

  function ofTheDark(style) {
    if (!places.has(style)) {
      const rules = [...style.sheet.cssRules];
      places.set(style, rules.flatMap((rule, index) => (rule instanceof CSSMediaRule && rule.media.mediaText === DARK ? [index] : [])));
    }
    return places.get(style).map((index) => style.sheet.cssRules[index]);
  }

  function follow(where = document) {
    for (const style of where.querySelectorAll(".qa > style")) {
      if (style.sheet) ofTheDark(style).forEach((rule) => { rule.media.mediaText = wanted(); });
    }
  }

  new MutationObserver(() => follow()).observe(document.body, { attributes: true, attributeFilter: ["data-theme"] });
  follow();
  window.followTheme = follow;
})();

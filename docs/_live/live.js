"use strict";
// The live page: a text goes to a worker that runs quoteattr, the view of the result comes back. Nothing leaves the browser.
(() => {
  const here = document.currentScript.src;
  const root = document.querySelector(".live");
  const at = (name) => root.querySelector(`[data-live=${name}]`);
  const words = JSON.parse(at("words").textContent);
  const examples = JSON.parse(at("examples").textContent);
  const lang = root.dataset.lang;
  const LIMIT = 200_000; // about 30 000 words
  const text = at("text"), status = at("status"), bar = at("bar"), run = at("run"), stop = at("stop"), result = at("result"), save = at("save");

  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const whole = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, words.thousands);
  const decimal = (number, digits) => number.toFixed(digits).replace(".", words.decimal);
  const say = (sentence, kind = "") => { status.textContent = sentence; status.dataset.kind = kind; };

  let worker = null;
  let busy = false;
  let title = words.title;
  let told = 0;

  function rest() {
    busy = false;
    run.disabled = false;
    stop.hidden = true;
    bar.hidden = true;
  }

  function fail(reason) {
    worker?.terminate();
    worker = null;
    rest();
    say(fill(words.failed, { reason: reason.trim().split("\n").pop() }), "bad");
  }

  function show(found) {
    rest();
    result.innerHTML = found.html; // made by quoteattr, which escapes every string of the text
    window.followTheme(result);
    save.hidden = false;
    at("shown").hidden = false;
    say(fill(words.found, { quotations: whole(found.quotations), speakers: whole(found.speakers), words: whole(found.words), seconds: decimal(found.seconds, 2) }), "good");
    root.dataset.seconds = found.seconds;
    at("shown").scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  function keep({ form, content }) {
    const type = { json: "application/json", csv: "text/csv", html: "text/html" }[form];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
    link.download = `citations.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  const heard = {
    loading({ got, total }) {
      bar.hidden = false;
      bar.max = total;
      bar.value = got;
      if (got < total && performance.now() - told < 700) return; // read aloud, so not at every packet
      told = performance.now();
      say(fill(words.loading, { got: decimal(got / 1e6, 1), total: decimal(total / 1e6, 1) }));
    },
    starting() { bar.removeAttribute("value"); say(words.starting); },
    working() { bar.hidden = false; bar.removeAttribute("value"); say(words.working); },
    found: show,
    file: keep,
    failed: ({ reason }) => fail(reason),
  };

  function started() {
    if (worker) return worker;
    worker = new Worker(new URL("worker.mjs", here), { type: "module" });
    worker.onmessage = ({ data }) => heard[data.type](data);
    worker.onerror = (event) => fail(event.message || "worker.mjs");
    return worker;
  }

  function find(event) {
    event.preventDefault();
    if (busy) return;
    if (location.protocol === "file:") return say(words.file, "bad");
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") return say(words.old, "bad");
    if (!text.value.trim()) { text.focus(); return say(words.empty, "bad"); }
    if (text.value.length > LIMIT) return say(fill(words.long, { length: whole(text.value.length), limit: whole(LIMIT) }), "bad");
    busy = true;
    run.disabled = true;
    stop.hidden = false;
    say(worker ? words.working : words.starting);
    status.scrollIntoView({ block: "nearest" });
    try {
      started().postMessage({ type: "find", text: text.value, title, lang });
    } catch (error) {
      fail(String(error));
    }
  }

  function clear() {
    text.value = "";
    result.replaceChildren();
    save.hidden = at("shown").hidden = true;
    title = words.title;
    say("");
    text.focus();
  }

  at("form").addEventListener("submit", find);
  text.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) find(event); });
  text.addEventListener("input", () => { title = words.title; });
  at("clear").addEventListener("click", clear);
  stop.addEventListener("click", () => { worker?.terminate(); worker = null; rest(); run.focus(); say(words.stopped); });
  for (const button of root.querySelectorAll("[data-example]")) {
    button.addEventListener("click", () => {
      if (busy) return;
      const example = examples[button.dataset.example];
      text.value = example.text;
      title = example.title;
      text.scrollTop = 0;
      find(new Event("submit"));
    });
  }
  for (const button of root.querySelectorAll("[data-form]")) {
    button.addEventListener("click", () => started().postMessage({ type: "export", form: button.dataset.form, title, lang }));
  }
  at("form").hidden = false;
})();

"use strict";
// The page of a review: shows a document, asks the program for each correction, shows what comes back. It keeps nothing of its own.
(() => {
  const at = (id) => document.getElementById(id);
  const words = JSON.parse(at("words").textContent);
  const text = at("text"), status = at("status"), picking = at("picking");
  const KEYS = {
    Enter: "accept", Delete: "remove", Backspace: "remove", ArrowUp: "previous", ArrowDown: "next", ArrowLeft: "previous_document", ArrowRight: "next_document",
    e: "extent", s: "speaker", c: "cue", m: "mention", i: "cut", j: "join", a: "add", u: "undo", r: "redo", d: "finish", p: "person", o: "order", t: "kind", "?": "help",
  };
  const PICKED = new Set(["extent", "cue", "mention", "cut", "add"]);
  const COLOURS = 32;

  let key = sessionStorage.getItem("key") || "";
  let doc = null; // as the program told it last
  let points = []; // the characters of its text: offsets count code points
  let nodes = []; // [start, end, text node] of what is shown
  let pieces = new Map(); // id of a quotation: the pieces of the text that are its content, cue or mention
  let order = []; // ids of quotations, in the order in which they are stepped through
  let current = null; // id of the quotation under review
  let sorting = "sure";
  let pick = null; // what words are being chosen for
  let busy = false;
  let told = 0;

  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const several = (forms, count) => fill(forms[document.documentElement.lang === "fr" ? Number(count >= 2) : Number(count !== 1)], { count });
  const percent = (share) => {
    const rounded = Math.round(share * 1000) / 10; // 99.5 is not 100
    return String(share < 1 && rounded === 100 ? 99.9 : rounded).replace(".", words.decimal) + words.percent;
  };
  const make = (tag, className, content) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (content !== undefined) node.textContent = content;
    return node;
  };
  const colour = (number) => (number === null ? "kn" : `k${number % COLOURS}`);
  const quotation = () => doc.quotations.find((q) => q.id === current) || null;

  function say(sentence, bad = false) {
    clearTimeout(told);
    status.textContent = sentence;
    status.classList.toggle("bad", bad);
    if (!bad) told = setTimeout(() => { status.textContent = ""; }, 4000);
  }

  // ---- the program

  class Refusal extends Error {
    constructor(answer) { super(answer.error); this.answer = answer; }
  }

  async function ask(path, body) {
    let response;
    try {
      response = await fetch(path, {
        method: body === undefined ? "GET" : "POST", body: body === undefined ? undefined : JSON.stringify(body),
        headers: { Authorization: `Bearer ${key}` }, cache: "no-store", credentials: "omit",
      });
    } catch {
      throw new Refusal({ error: "away" });
    }
    const answer = await response.json().catch(() => ({ error: "away" }));
    if (!response.ok) throw new Refusal(answer);
    return answer;
  }

  async function attempt(work) {
    if (busy) return;
    busy = true;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { answer } = error;
      say(fill(words.errors[answer.error] || words.errors.malformed, answer), true);
      if (answer.error === "stale") receive(await ask(`/documents/${doc.number}`));
    } finally {
      busy = false;
    }
  }

  const act = (edit, focus) => attempt(async () => {
    const before = doc;
    const target = current;
    receive(await ask(`/documents/${doc.number}`, { version: doc.version, edit }));
    say(fill(words.done[edit.do], { kind: edit.kind ? words.kinds[edit.kind] : "" }));
    if (edit.do === "add") choose(doc.quotations.find((q) => !before.quotations.some((old) => old.id === q.id)).id);
    else if (edit.do === "accept") onward(target);
    else if (edit.do === "finish") await nextOpen();
    focusCard(focus);
  });

  const back = (path) => attempt(async () => {
    receive(await ask(path, {}));
    say(words.done[path.slice(1)]);
    focusCard();
  });

  const open = (number) => attempt(async () => {
    if (number < 0 || number >= doc.overview.documents.length) return;
    receive(await ask(`/documents/${number}`));
    focusCard();
  });

  async function nextOpen() {
    const documents = doc.overview.documents;
    const next = documents.findIndex((d, k) => k > doc.number && !d.finished);
    const number = next >= 0 ? next : documents.findIndex((d) => !d.finished);
    if (number >= 0) receive(await ask(`/documents/${number}`));
    else say(words.all_finished);
  }

  // ---- what is shown

  function receive(answer) {
    const other = !doc || doc.number !== answer.number;
    doc = answer;
    points = Array.from(doc.text);
    const ids = doc.quotations.map((q) => q.id);
    if (other) {
      current = null;
      arrange();
      scrollTo({ top: 0, behavior: "instant" });
    } else {
      const gone = order.indexOf(current);
      order = order.filter((id) => ids.includes(id));
      order.push(...ids.filter((id) => !order.includes(id)));
      if (sorting === "text") order = ids;
      if (!ids.includes(current)) current = order[Math.min(Math.max(gone, 0), order.length - 1)] ?? null;
    }
    if (current === null) current = order.find((id) => !doc.quotations.find((q) => q.id === id).reviewed) ?? order[0] ?? null;
    show();
    if (!other || current !== null) reveal();
  }

  function arrange() {
    const all = [...doc.quotations];
    if (sorting === "sure") all.sort((a, b) => a.reviewed - b.reviewed || a.sure - b.sure);
    order = all.map((q) => q.id);
  }

  function show() {
    showHead();
    showText();
    showCard();
    showLists();
  }

  /** How long the folder is that all names begin with. */
  function common(names) {
    const [first] = names;
    let end = first.lastIndexOf("/") + 1;
    while (end && !names.every((name) => name.startsWith(first.slice(0, end)))) end = first.lastIndexOf("/", end - 2) + 1;
    return end;
  }

  function showHead() {
    const { documents, undo, redo, file } = doc.overview;
    const folder = common(documents.map((d) => d.id));
    const name = (id) => id.slice(folder);
    at("title").textContent = name(doc.id);
    at("title").title = doc.id;
    document.title = `${name(doc.id)} – ${words.title}`;
    const state = (d) => (d.finished ? words.finished : d.open ? several(words.left, d.open) : d.quotations ? words.none_left : words.without);
    at("where").textContent = `${fill(words.where, { number: doc.number + 1, all: documents.length })} · ${state(documents[doc.number])}`;
    at("documents").replaceChildren(...documents.map((d, k) => {
      const option = make("option", "", fill(words.option, { mark: d.finished ? "✓ " : "", id: name(d.id), left: state(d) }));
      option.value = k;
      option.selected = k === doc.number;
      return option;
    }));
    button("undo").disabled = !undo;
    button("redo").disabled = !redo;
    button("previous_document").disabled = doc.number === 0;
    button("next_document").disabled = doc.number === documents.length - 1;
    button("finish").hidden = doc.finished;
    button("reopen").hidden = !doc.finished;
    at("saved").textContent = at("help-saved").textContent = fill(words.saved_in, { file });
  }

  const size = (q) => q.content.reduce((sum, [start, end]) => sum + end - start, 0);

  /** The text in pieces, each with the quotations, cues and mentions that it lies in. */
  function showText() {
    const places = doc.quotations.flatMap((q) => [...q.content.map((place) => ["content", q, ...place]), ...["cue", "mention"].filter((what) => q[what]).map((what) => [what, q, ...q[what]])]);
    places.sort((a, b) => a[2] - b[2]);
    const cuts = [...new Set([0, points.length, ...places.flatMap((place) => place.slice(2))])].sort((a, b) => a - b);
    const parts = [];
    let here = []; // the places that a piece lies in
    let next = 0;
    nodes = [];
    pieces = new Map(doc.quotations.map((q) => [q.id, []]));
    for (let k = 0; k + 1 < cuts.length; k++) {
      const [start, end] = [cuts[k], cuts[k + 1]];
      here = here.filter((place) => place[3] > start);
      while (next < places.length && places[next][2] <= start) here.push(places[next++]);
      const of = (what) => here.filter((place) => place[0] === what).map((place) => place[1]);
      const piece = { start, node: make("span", "", points.slice(start, end).join("")), inside: of("content").sort((a, b) => size(b) - size(a)), cues: of("cue"), mentions: of("mention") };
      nodes.push([start, end, piece.node.firstChild]);
      if (piece.cues.length || piece.mentions.length) {
        piece.words = make("span");
        piece.words.append(piece.node.firstChild);
        piece.node.append(piece.words);
      }
      new Set(here.map((place) => place[1])).forEach((q) => pieces.get(q.id).push(piece));
      mark(piece);
      parts.push(piece.node);
    }
    text.replaceChildren(...parts);
  }

  /** What a piece looks like, beside the quotation under review. */
  function mark({ start, node, words: inner, inside, cues, mentions }) {
    const own = quotation();
    node.className = "";
    node.removeAttribute("aria-current");
    if (inside.length) {
      const shown = inside.includes(own) ? own : inside.at(-1);
      node.classList.add("q", colour(shown.speaker));
      node.classList.toggle("d1", inside.length > 1);
      node.dataset.id = inside.at(-1).id;
      const first = inside.filter((q) => q.content[0][0] === start);
      node.classList.toggle("first", first.length > 0);
      node.dataset.badge = first.map((q) => (q.speaker === null ? "?" : doc.speakers[q.speaker].initials) + (q.reviewed ? "✓" : "")).join(" ");
      node.classList.toggle("current", shown === own);
      if (shown === own) node.setAttribute("aria-current", "true");
    }
    if (!inner) return;
    const all = [...mentions, ...cues];
    inner.className = colour((all.includes(own) ? own : all[0]).speaker);
    inner.classList.toggle("cue", cues.length > 0);
    inner.classList.toggle("mention", mentions.length > 0);
    inner.classList.toggle("own", all.includes(own));
  }

  function voice(number) {
    const label = make("span", `voice ${colour(number)}`);
    const speaker = number === null ? null : doc.speakers[number];
    const chip = make("span", "chip", speaker ? speaker.initials : "?");
    chip.setAttribute("aria-hidden", "true");
    label.append(chip, make("span", "", speaker ? speaker.name : words.nobody_short));
    return label;
  }

  const slice = (place) => points.slice(...place).join("");
  const state = (q) => (q.reviewed ? `✓ ${words.reviewed}` : fill(words.sure, { share: percent(q.sure) }));

  function showCard() {
    const q = quotation();
    at("facts").hidden = !q;
    at("nothing").hidden = Boolean(q);
    at("card-title").textContent = q ? fill(words.card_title, { number: doc.quotations.indexOf(q) + 1, all: doc.quotations.length }) : words.card;
    at("state").textContent = q ? state(q) : "";
    at("state").classList.toggle("good", Boolean(q?.reviewed));
    if (!q) return;
    at("card").className = colour(q.speaker);
    at("content").textContent = q.content.map(slice).join(" […] ");
    at("fact-speaker").replaceChildren(voice(q.speaker));
    at("fact-mention").textContent = q.mention ? slice(q.mention) : "–";
    at("fact-cue").textContent = q.cue ? slice(q.cue) : "–";
    at("kind").value = q.kind;
    at("fact-rule").textContent = [q.rule, q.reviewed ? "" : q.link].filter(Boolean).join(", ") || "–";
    button("join").disabled = q.content.length < 2;
    button("remove").disabled = button("accept").disabled = false;
  }

  function showLists() {
    at("order").value = sorting;
    at("list").parentElement.hidden = !order.length;
    at("speakers").parentElement.hidden = !doc.speakers.length;
    at("list").replaceChildren(...order.map((id) => {
      const q = doc.quotations.find((one) => one.id === id);
      const row = make("button", `row ${colour(q.speaker)}`);
      row.type = "button";
      row.dataset.id = id;
      point(row);
      const chip = make("span", "chip", q.speaker === null ? "?" : doc.speakers[q.speaker].initials);
      const said = make("span", "said", q.content.map(slice).join(" […] ").replace(/\s+/g, " "));
      said.lang = "fr";
      row.append(chip, said, make("span", q.reviewed ? "state good" : "state", q.reviewed ? "✓" : percent(q.sure)));
      row.setAttribute("aria-label", `${doc.quotations.indexOf(q) + 1}. ${said.textContent}, ${q.speaker === null ? words.nobody_short : doc.speakers[q.speaker].name}, ${state(q)}`);
      const item = make("li");
      item.append(row);
      return item;
    }));
    at("speakers").replaceChildren(...doc.speakers.map((speaker, number) => {
      const row = make("button", `row ${colour(number)}`);
      row.type = "button";
      row.dataset.person = speaker.id;
      row.setAttribute("aria-label", `${fill(words.edit_person, speaker)}, ${several(words.count, speaker.quotations)}`);
      row.append(make("span", "rank", number < 9 ? number + 1 : ""), voice(number), make("span", "state", speaker.quotations));
      const item = make("li");
      item.append(row);
      return item;
    }));
  }

  // ---- stepping

  function choose(id) {
    const old = current;
    current = id;
    for (const touched of [old, id]) (pieces.get(touched) ?? []).forEach(mark);
    for (const row of at("list").querySelectorAll("[data-id]")) point(row);
    showCard();
    reveal();
  }

  function point(row) {
    if (row.dataset.id === current) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }

  function reveal() {
    const shown = text.querySelector(".current");
    if (!shown) return;
    const box = shown.getBoundingClientRect();
    if (innerWidth > 960) at("list").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", behavior: "instant" });
    const low = innerWidth <= 960 ? at("card").getBoundingClientRect().top : innerHeight;
    if (box.top < 100 || box.bottom > low - 40) shown.scrollIntoView({ block: innerWidth <= 960 ? "start" : "center" });
  }

  function step(by) {
    const next = order.indexOf(current) + by;
    if (next >= 0 && next < order.length) choose(order[next]);
  }

  /** The next that nobody has seen: after this one, else from the top. */
  function onward(id) {
    const place = order.indexOf(id);
    const seen = (one) => doc.quotations.find((q) => q.id === one).reviewed;
    const next = order.slice(place + 1).find((one) => !seen(one)) ?? order.find((one) => !seen(one));
    if (next === undefined) say(words.all_seen);
    else choose(next);
  }

  const focusCard = (focus = true) => { if (focus && !pick && !document.querySelector("dialog[open]")) at("card").focus({ preventScroll: true }); };

  // ---- choosing words

  const before = (node, offset) => {
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(node, offset);
    return Array.from(range.toString()).length;
  };

  /** The words of the text that are selected, as a range of code points. */
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const found = [before(range.startContainer, range.startOffset), before(range.endContainer, range.endOffset)];
    return found[0] < found[1] ? found : null;
  }

  function select([start, end]) {
    const place = (point, last) => {
      const found = nodes.find(([from, to]) => (last ? from < point && point <= to : from <= point && point < to)) ?? nodes.at(last ? -1 : 0);
      return [found[2], points.slice(found[0], point).join("").length];
    };
    getSelection().setBaseAndExtent(...place(start, false), ...place(end, true));
  }

  function startPicking(what) {
    const q = quotation();
    if (what !== "add" && !q) return;
    const now = selected();
    if (now) {
      getSelection().removeAllRanges();
      act(picked(what, now));
      return;
    }
    pick = what;
    document.body.classList.add("picking");
    at("picking-what").textContent = words.picking[what];
    button("none").hidden = !["cue", "mention"].includes(what);
    picking.hidden = false;
    // a real caret, and the selection that everybody knows: it can be moved, and nothing can be typed
    for (const [name, value] of Object.entries({ contenteditable: "true", inputmode: "none", role: "textbox", "aria-multiline": "true", "aria-readonly": "true", "aria-label": words.text, "aria-describedby": "picking-what" })) text.setAttribute(name, value);
    text.focus({ preventScroll: true });
    const old = q && { extent: [q.content[0][0], q.content.at(-1)[1]], cue: q.cue, mention: q.mention }[what];
    if (points.length) select(old ?? beginning(q));
    reveal();
  }

  /** Where a choice begins that has no words yet: behind the quotation, or at the top. */
  function beginning(q) {
    const end = pick === "cut" ? q.content[0][0] : q ? q.content.at(-1)[1] : 0;
    return [Math.min(end, points.length - 1), Math.min(end + 1, points.length)];
  }

  function stopPicking() {
    pick = null;
    document.body.classList.remove("picking");
    picking.hidden = true;
    for (const name of ["contenteditable", "inputmode", "role", "aria-multiline", "aria-readonly", "aria-label", "aria-describedby"]) text.removeAttribute(name);
    getSelection().removeAllRanges();
    showText();
    focusCard();
  }

  const picked = (what, range) => (what === "add" ? { do: what, range } : { do: what, quotation: current, range });

  function take() {
    const range = selected();
    const what = pick;
    if (!range) {
      say(words.errors.select, true);
      return;
    }
    stopPicking();
    act(picked(what, range));
  }

  // ---- asking apart

  const answered = (dialog, work) => {
    dialog.addEventListener("close", () => { if (dialog.returnValue && dialog.returnValue !== "cancel") work(dialog.returnValue); focusCard(); });
  };

  function openDialog(dialog) {
    dialog.returnValue = "";
    dialog.showModal();
  }

  function who() {
    const q = quotation();
    if (!q) return;
    at("names").replaceChildren(...doc.speakers.map((speaker) => new Option(speaker.name, speaker.name)));
    at("who-name").value = q.speaker === null ? "" : doc.speakers[q.speaker].name;
    openDialog(at("who"));
    at("who-name").select();
  }

  let edited = null;

  function person(id) {
    edited = doc.speakers.find((speaker) => speaker.id === id);
    if (!edited) return;
    at("person-name").value = edited.name;
    at("person-kind").value = edited.kind;
    at("person-gender").value = edited.gender ?? "";
    at("person-same").replaceChildren(new Option(words.nobody_else, ""), ...doc.speakers.filter((s) => s !== edited).map((s) => new Option(s.name, s.id)));
    at("person-same").disabled = doc.speakers.length < 2;
    openDialog(at("person"));
    at("person-name").select();
  }

  function savePerson() {
    const same = at("person-same").value;
    if (same) return act({ do: "merge", speakers: [edited.id], into: same });
    const now = { name: at("person-name").value, kind: at("person-kind").value, gender: at("person-gender").value || null };
    const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== edited[name]));
    if (Object.keys(changed).length) return act({ do: "person", speaker: edited.id, ...changed });
  }

  answered(at("who"), (value) => act(value === "nobody" ? { do: "speaker", quotation: current, speaker: null } : { do: "speaker", quotation: current, name: at("who-name").value }));
  answered(at("person"), savePerson);

  // ---- what is pressed

  const button = (name) => document.querySelector(`[data-do=${name}]`);
  const mine = () => ({ quotation: current });

  const does = {
    accept: () => quotation() && act({ do: "accept", ...mine() }),
    remove: () => quotation() && act({ do: "remove", ...mine() }),
    join: () => quotation()?.content.length > 1 && act({ do: "join", ...mine() }),
    kind: () => quotation() && act({ do: "kind", ...mine(), kind: Object.keys(words.kinds)[(Object.keys(words.kinds).indexOf(quotation().kind) + 1) % 3] }),
    previous: () => step(-1),
    next: () => step(1),
    previous_document: () => open(doc.number - 1),
    next_document: () => open(doc.number + 1),
    undo: () => doc.overview.undo && back("/undo"),
    redo: () => doc.overview.redo && back("/redo"),
    finish: () => !doc.finished && act({ do: "finish" }),
    reopen: () => act({ do: "reopen" }),
    speaker: who,
    person: () => quotation()?.speaker != null && person(doc.speakers[quotation().speaker].id),
    order: () => { sorting = sorting === "sure" ? "text" : "sure"; arrange(); show(); },
    help: () => openDialog(at("help")),
    take,
    cancel: stopPicking,
    none: () => { const what = pick; stopPicking(); act(picked(what, null)); },
  };

  function run(name) {
    if (PICKED.has(name)) startPicking(name);
    else does[name]();
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-do]");
    if (pressed) return run(pressed.dataset.do);
    const row = event.target.closest(".row");
    if (row?.dataset.id) return choose(row.dataset.id), focusCard();
    if (row?.dataset.person) return person(row.dataset.person);
    const part = event.target.closest("#text .q");
    if (part && !pick && getSelection().isCollapsed) { choose(part.dataset.id); focusCard(); }
  });
  // pressing a button must not take away the words that were selected
  document.addEventListener("pointerdown", (event) => { if (event.target.closest("[data-do]")) event.preventDefault(); });
  document.addEventListener("mousedown", (event) => { if (event.target.closest("[data-do]")) event.preventDefault(); });

  document.addEventListener("keydown", (event) => {
    if (!doc || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (pick) {
      if (event.key === "Escape") { event.preventDefault(); stopPicking(); }
      else if (event.key === "Enter" && event.target === text) { event.preventDefault(); take(); }
      return;
    }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && ["z", "y"].includes(event.key.toLowerCase())) {
      event.preventDefault();
      run(event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !at("shortcuts").checked) return;
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "Enter" && event.target.closest("button, a")) return;
    if (/^[0-9]$/.test(event.key) && quotation()) {
      const speaker = doc.speakers[Number(event.key) - 1];
      if (event.key !== "0" && !speaker) return;
      event.preventDefault();
      act({ do: "speaker", ...mine(), speaker: event.key === "0" ? null : speaker.id });
      return;
    }
    const name = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
    if (!name || event.repeat && !["previous", "next"].includes(name)) return;
    event.preventDefault();
    run(name);
  });

  for (const name of ["beforeinput", "drop", "paste", "cut"]) text.addEventListener(name, (event) => event.preventDefault());
  text.addEventListener("compositionend", () => { if (pick) showText(); });
  at("documents").addEventListener("change", (event) => open(Number(event.target.value)));
  at("order").addEventListener("change", () => run("order"));
  at("kind").addEventListener("change", (event) => act({ do: "kind", ...mine(), kind: event.target.value }, false));
  at("shortcuts").addEventListener("change", (event) => localStorage.setItem("shortcuts", event.target.checked ? "on" : "off"));

  // ---- beginning

  function prepare() {
    at("shortcuts").checked = localStorage.getItem("shortcuts") !== "off";
    const options = (names) => Object.entries(names).map(([value, label]) => new Option(label, value));
    at("kind").append(...options(words.kinds));
    at("person-kind").append(...options(words.speaker_kinds));
    at("person-gender").append(...options(words.genders));
    for (const pressed of document.querySelectorAll("[data-do]")) {
      const name = words.keys[pressed.dataset.do];
      if (!name || pressed.getAttribute("aria-label")) continue;
      const hint = make("kbd", "", name);
      hint.setAttribute("aria-hidden", "true");
      pressed.append(hint);
      pressed.setAttribute("aria-keyshortcuts", Object.keys(KEYS).find((one) => KEYS[one] === pressed.dataset.do));
    }
    button("finish").title = words.finish_hint;
    const told = { kind: words.kind_do, person: words.person_do, order: words.order_do };
    const rows = Object.entries(words.keys).map(([name, pressed]) => [pressed, told[name] ?? words[name]]);
    at("keys").append(...[...rows, [words.digits, words.digits_do]].map(([pressed, what]) => {
      const row = make("div"), term = make("dt");
      term.append(make("kbd", "", pressed));
      row.append(term, make("dd", "", what));
      return row;
    }));
  }

  async function begin() {
    const token = location.hash.slice(1);
    if (token && token !== "card") {
      history.replaceState(null, "", "/");
      try {
        ({ key } = await ask("/key", { token }));
        sessionStorage.setItem("key", key);
      } catch (error) {
        if (!key) throw error; // an address used before, in the tab that it opened: its key may still do
      }
    }
    const { documents } = await ask("/documents");
    const first = documents.findIndex((d) => !d.finished);
    const answer = await ask(`/documents/${Math.max(first, 0)}`);
    at("app").hidden = false;
    receive(answer);
    focusCard();
  }

  prepare();
  begin().catch((error) => {
    if (!(error instanceof Refusal)) throw error;
    status.classList.add("alone");
    say(fill(words.errors[error.answer.error] || words.errors.token, error.answer), true);
  });
})();

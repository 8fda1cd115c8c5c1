// The preview's part in the page: it follows the editions that the server tells of,
// shows what is wrong with the sources, and leads from the page to them.

import { Idiomorph } from "./vendor/idiomorph-0.8.0.js";

const OWN = new URL(".", import.meta.url);
const RETRY = 500;

// ------------------------------------------------------------------------ following

const metaOf = (page) => page.querySelector('meta[name="factbox-preview"]');
const nameOf = (page) => metaOf(page)?.content ?? "";

const { editor } = metaOf(document).dataset;
let told = { name: nameOf(document), problems: [], advice: [] };
let shown = told.name;
let isFollowing = false;

function connect() {
  const address = new URL("livereload", OWN);
  address.protocol = "ws:";
  const socket = new WebSocket(address);
  const send = (message) => socket.send(JSON.stringify(message));
  socket.addEventListener("open", () => {
    const protocols = ["http://livereload.com/protocols/official-7"];
    send({ command: "hello", protocols });
    send({ command: "info", url: location.href });
  });
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    if (message.command === "reload") {
      told = message;
      panel.show(told);
      follow();
    }
  });
  socket.addEventListener("close", () => {
    panel.show({ ...told, isLost: true });
    setTimeout(connect, RETRY);
  });
}

// A save during a refresh is not lost: the page is refreshed until it shows the last
// edition that the server told of.
async function follow() {
  if (isFollowing) return;
  isFollowing = true;
  try {
    while (shown !== told.name) await refresh();
  } finally {
    isFollowing = false;
  }
}

async function refresh() {
  const response = await fetch(location.href, { cache: "no-store" });
  if (response.redirected) return location.replace(response.url);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const undress = await dress(page);
  const changed = patch(page);
  undress();
  shown = nameOf(page);
  highlight(changed);
}

// ------------------------------------------------------------------------- patching

const sheetsOf = (page) => [...page.querySelectorAll('link[rel~="stylesheet"]')];

// Load the style sheets of a page that this one lacks; return what drops the others.
// Until then both apply, so that no moment is without style.
async function dress(page) {
  const had = sheetsOf(document);
  const wanted = sheetsOf(page);
  const isIn = (sheets) => (sheet) => sheets.some(({ href }) => href === sheet.href);
  const added = wanted.filter((sheet) => !isIn(had)(sheet));
  const loads = added.map((sheet) => {
    const link = document.importNode(sheet);
    return new Promise((resolve) => {
      link.addEventListener("load", () => resolve(true));
      // It may have been replaced meanwhile: then the next edition is on its way.
      link.addEventListener("error", () => resolve(link.remove()));
      document.head.append(link);
    });
  });
  const isWhole = (await Promise.all(loads)).every(Boolean);
  return () => {
    if (!isWhole) return;
    for (const sheet of had) if (!isIn(wanted)(sheet)) sheet.remove();
  };
}

// Make the document that of the page, keeping every element that is in both, and return
// the elements that say something else than before.
function patch(page) {
  const changed = new Set();
  const unpair = pair(page);
  patchAttributes(document.documentElement, page.documentElement);
  patchHead(page.head);
  Idiomorph.morph(document.body, page.body, {
    morphStyle: "outerHTML",
    callbacks: {
      beforeNodeMorphed(node, next) {
        if (node.nodeType === Node.TEXT_NODE) {
          if (patchText(node, next.data)) changed.add(node.parentElement);
          return false;
        }
        return true;
      },
      beforeAttributeUpdated: (name, element) => !isReaders(name, element),
      afterNodeAdded(node) {
        const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
        if (node.textContent.trim()) changed.add(element);
      },
    },
  });
  unpair();
  return changed;
}

function patchAttributes(element, next) {
  for (const { name } of [...element.attributes])
    if (!next.hasAttribute(name)) element.removeAttribute(name);
  for (const { name, value } of next.attributes)
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function patchHead(head) {
  const isPatched = (child) => !child.matches('script[src], link[rel~="stylesheet"]');
  const had = [...document.head.children].filter(isPatched);
  const wanted = [...head.children].filter(isPatched);
  const added = wanted.filter((child) => !had.some((other) => other.isEqualNode(child)));
  for (const child of had)
    if (!wanted.some((other) => other.isEqualNode(child))) child.remove();
  document.head.append(...added.map((child) => document.importNode(child, true)));
}

// Replace only the letters that differ, so that a selection around them stays.
function patchText(node, text) {
  const old = node.data;
  if (old === text) return false;
  let start = 0;
  while (start < Math.min(old.length, text.length) && old[start] === text[start]) start++;
  let end = 0;
  const most = Math.min(old.length, text.length) - start;
  while (end < most && old.at(-1 - end) === text.at(-1 - end)) end++;
  node.replaceData(start, old.length - end - start, text.slice(start, text.length - end));
  return (old + text).trim() !== "";
}

// Whether an attribute stands for what a reader has opened, chosen or typed.
function isReaders(name, element) {
  if (name === "open") return true;
  if (name === "checked") return element.checked !== element.defaultChecked;
  if (name === "selected") return element.selected !== element.defaultSelected;
  return name === "value" && element.value !== element.defaultValue;
}

// Give the blocks without an id that say the same in both pages one that they share, so
// that none of them turns into another; return what takes these ids away. White space
// between blocks goes: it is all alike, and would be matched across them.
function pair(page) {
  for (const root of [document, page])
    for (const block of root.querySelectorAll("[data-place]"))
      for (const beside of [block.previousSibling, block.nextSibling])
        if (beside instanceof Text && !beside.data.trim()) beside.remove();
  const had = blocksByText(document);
  const wanted = blocksByText(page);
  const named = [];
  for (const [text, block] of had) {
    const twin = wanted.get(text);
    if (!block || !twin) continue;
    block.id = twin.id = `factbox-block-${named.length}`;
    named.push(block, twin);
  }
  return () => named.forEach((block) => block.removeAttribute("id"));
}

// The blocks of an article by what they say; null where two say the same.
function blocksByText(page) {
  const blocks = new Map();
  for (const block of page.querySelectorAll("[data-place]:not([id])")) {
    const text = `${block.localName} ${block.textContent}`;
    blocks.set(text, blocks.has(text) ? null : block);
  }
  return blocks;
}

// More than so many changes are no fact but another template.
const MOST = 40;

function highlight(changed) {
  if (changed.size > MOST) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const line = { outlineStyle: "solid", outlineWidth: "3px", outlineOffset: "2px" };
  const lit = { ...line, outlineColor: "#e0a100" };
  const dark = isCalm ? lit : { ...line, outlineColor: "transparent" };
  for (const element of changed)
    if (element.isConnected)
      element.animate([lit, dark], { duration: 1600, easing: "ease-in", id: "factbox" });
}

// ---------------------------------------------------------------------------- panel

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

class Panel {
  constructor() {
    // In a tree of its own beside the body: no style of the page reaches it, and no
    // patch.
    this.host = make("factbox-preview");
    const root = this.host.attachShadow({ mode: "open" });
    const sheet = { rel: "stylesheet", href: new URL("panel.css", OWN).href };
    this.alert = make("p", { role: "alert", className: "alert" });
    this.problems = make("ol");
    this.count = make("span");
    this.advice = make("ol");
    this.folded = make("details", {}, make("summary", {}, this.count), this.advice);
    this.place = make("output", { className: "place", hidden: true });
    this.region = make("section", { tabIndex: 0, ariaLabel: "Preview" });
    this.region.append(this.alert, this.problems, this.folded);
    root.append(make("link", sheet), this.region, this.place);
    document.documentElement.append(this.host);
  }

  show({ problems, advice, isCurrent, isLost = false }) {
    // What is the same stays, and with it the focus.
    const shown = JSON.stringify([problems, advice, isCurrent, isLost]);
    if (shown === this.shown) return;
    this.shown = shown;
    const stopped = "The preview has ended. Start it again: python3 build.py serve";
    const count = counted(problems.length, "problem", "problems");
    const what = isCurrent ? "a build would stop" : "the last good page stays";
    const words = problems.length ? `${count}; ${what}` : "";
    this.alert.textContent = isLost ? stopped : words;
    this.problems.replaceChildren(...problems.map(itemOf));
    this.count.textContent = counted(advice.length, "piece of advice", "pieces of advice");
    this.advice.replaceChildren(...advice.map(itemOf));
    this.folded.hidden = !advice.length;
    this.region.hidden = !(isLost || problems.length || advice.length);
  }
}

function itemOf({ place, message, lines }) {
  const link = make("a", { href: addressOf(place), textContent: place });
  return make("li", {}, link, ` ${message}`, make("pre", { textContent: lines }));
}

const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

const panel = new Panel();

// --------------------------------------------------------------------------- places

// The address that opens a place in the editor; a place without a line is a whole file.
function addressOf(place) {
  const [, path, line = "1", column = "1"] = /^(.*?)(?::(\d+):(\d+))?$/.exec(place);
  const values = { "{path}": encodeURI(path), "{line}": line, "{column}": column };
  return editor.replace(/\{(path|line|column)\}/g, (name) => values[name]);
}

// The nearest place around a node. A reference leads to the fact that it prints, for
// its words come from there.
function placeOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  // The button that brings a fact's card lies over its link.
  const over = element?.closest("[popovertarget]")?.previousElementSibling;
  const link = (over ?? element)?.closest('a[href^="#"]');
  const fact = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const marked = fact?.closest("[data-place]:not(main)") ?? element?.closest("[data-place]");
  return marked?.dataset.place;
}

function showPlace({ altKey, clientX, clientY, target }) {
  const place = altKey ? placeOf(target) : undefined;
  panel.place.hidden = !place;
  panel.place.textContent = place ?? "";
  if (!place) return;
  const { offsetWidth, offsetHeight } = panel.place;
  const left = Math.min(clientX + 12, innerWidth - offsetWidth - 4);
  const top = Math.min(clientY + 16, innerHeight - offsetHeight - 4);
  panel.place.style.translate = `${Math.max(left, 4)}px ${Math.max(top, 4)}px`;
}

function openPlace(event, target) {
  const place = event.altKey ? placeOf(target) : undefined;
  if (!place) return;
  event.preventDefault();
  event.stopPropagation();
  location.assign(addressOf(place));
}

// What the pointer was moved over or the focus was moved to last, and where that is.
let aim = { clientX: 0, clientY: 0, target: null };
addEventListener("pointermove", ({ clientX, clientY, target, altKey }) => {
  aim = { clientX, clientY, target };
  showPlace({ ...aim, altKey });
});
addEventListener("focusin", ({ target }) => {
  const { left, bottom } = target.getBoundingClientRect();
  aim = { clientX: left, clientY: bottom, target };
});
for (const type of ["keydown", "keyup", "blur"])
  addEventListener(type, ({ altKey = false }) => showPlace({ ...aim, altKey }));

addEventListener("click", (event) => openPlace(event, event.target), { capture: true });
addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Enter") openPlace(event, document.activeElement);
  },
  { capture: true },
);

connect();

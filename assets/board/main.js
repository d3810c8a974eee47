// The page: what is looked at, and what a key or a button does to it.

const view = { zoom: "week", period: [0, DAY], count: captures.length, open: null };

function draw() {
  const focused = document.activeElement?.dataset.name;
  const current = captures[view.count - 1];
  const shown = filtered(standing(view.count).values());
  drawGrid(view, shown, current);
  const [first, last] = view.period;
  const end = view.zoom === "day" ? "" : ` – ${yearShown(last - DAY)}`;
  byId("period").textContent = yearShown(first) + end;
  byId("scrubber").value = view.count;
  byId("step").textContent = current ? stepInWords(current) : "before the first capture";
  document.querySelectorAll("[data-zoom]").forEach((button) =>
    button.setAttribute("aria-pressed", String(button.dataset.zoom === view.zoom)));
  followPanel(view.count);
  // A block that had the focus may be another element now, or be gone.
  if (focused && !document.activeElement?.dataset.name) (blockNamed(focused) ?? byId("board")).focus({ preventScroll: true });
}

function stepInWords(capture) {
  const when = capture.at ? `${capture.at.slice(11, 19)} UTC` : "";
  return [`${view.count} of ${captures.length}`, capture.label, when, capture.block.name, happened(capture), capture.block.subject].filter(Boolean).join(" · ");
}

/** The board after so many captures; where its last one stands is brought into view. */
function goTo(count) {
  view.count = Math.min(Math.max(count, 0), captures.length);
  const at = captures[view.count - 1]?.block.from ?? null;
  if (at !== null && (at < view.period[0] || at >= view.period[1])) view.period = period(view.zoom, at);
  draw();
}

function zoomTo(zoom) {
  const at = captures[view.count - 1]?.block.from ?? null;
  const isSeen = at !== null && at >= view.period[0] && at < view.period[1];
  view.zoom = zoom;
  view.period = period(zoom, isSeen ? at : view.period[0]);
  draw();
}

function page(by) {
  view.period = period(view.zoom, by < 0 ? view.period[0] - DAY : view.period[1]);
  draw();
}

const blockNamed = (name) => [...document.querySelectorAll(".block")].find((block) => block.dataset.name === name);

function focusBlock(by) {
  const blocks = [...document.querySelectorAll(".block")];
  const at = blocks.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : blocks.length - 1) : at + by;
  const block = blocks[Math.min(Math.max(next, 0), blocks.length - 1)];
  block?.focus();
  block?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function showHelp() {
  if (!byId("about").open) byId("about").showModal();
}

const KEYS = {
  ArrowLeft: () => goTo(view.count - 1), ArrowRight: () => goTo(view.count + 1),
  Home: () => goTo(0), End: () => goTo(captures.length),
  ArrowUp: () => focusBlock(-1), ArrowDown: () => focusBlock(1),
  d: () => zoomTo("day"), w: () => zoomTo("week"), m: () => zoomTo("month"),
  ",": () => page(-1), ".": () => page(1),
  "/": () => byId("search").focus(), "?": showHelp,
};

function onKey(event) {
  const isTyping = event.target.matches("input:not([type=range], [type=checkbox]), select, textarea");
  if (event.key === "Escape") {
    if (isTyping) event.target.blur();
    else if (view.open) closePanel();
    return;
  }
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || byId("about").open) return;
  // What is moved by arrows itself keeps them.
  if (event.target.matches("pre")) return;
  if (event.target.matches("[type=range]") && /^(Arrow|Home|End)/.test(event.key)) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function start() {
  fillChoices();
  const appointments = new Set(captures.map(({ block }) => block.name)).size;
  const left = others > 0 ? `, ${others} captures that are no appointment left out` : "";
  byId("summary").textContent = `${captures.length} captures of ${appointments} appointments${left}`;
  byId("scrubber").max = captures.length;
  byId("scrubber").addEventListener("input", (event) => goTo(Number(event.target.value)));
  byId("back").addEventListener("click", () => goTo(view.count - 1));
  byId("forth").addEventListener("click", () => goTo(view.count + 1));
  byId("earlier").addEventListener("click", () => page(-1));
  byId("later").addEventListener("click", () => page(1));
  byId("help").addEventListener("click", showHelp);
  byId("filters").addEventListener("input", draw);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => zoomTo(button.dataset.zoom)));
  document.addEventListener("keydown", onKey);
  addEventListener("resize", draw);
  const last = captures.findLast(({ block }) => block.from !== null);
  view.period = period(view.zoom, last?.block.from ?? 0);
  draw();
}

start();

// The grid: a row a resource, grouped by resource type, a column a day, blocks where they stand.

/** The blocks of a row by their starts, each in the first lane that is free by then. */
function lanes(row) {
  const ends = [];
  const byStart = row.toSorted((a, b) => a.block.from - b.block.from || a.block.until - b.block.until);
  return byStart.map((capture) => {
    const { from, until } = capture.block;
    const free = ends.findIndex((end) => end <= from);
    const lane = free < 0 ? ends.length : free;
    const isOver = ends.some((end) => end > from);
    ends[lane] = Math.max(until, from + MINUTE);
    return { capture, lane, isOver };
  });
}

/** The rows of the board: resource types, in them resources with the blocks that touch a period. */
function rowsOf(shown, [first, last]) {
  const rows = new Map();
  for (const capture of shown) {
    const { from, until, resources } = capture.block;
    for (const resource of resources) {
      const row = rows.get(resource.key) ?? { resource, captures: new Set() };
      rows.set(resource.key, row);
      if (from !== null && from < last && Math.max(until, from + MINUTE) > first) row.captures.add(capture);
    }
  }
  const order = ({ resource }) => [resource.key ? 0 : 1, resource.kind, resource.name, resource.key];
  const compare = (a, b) => order(a).reduce((so, part, at) => so || (part < order(b)[at] ? -1 : part > order(b)[at] ? 1 : 0), 0);
  return [...rows.values()].sort(compare);
}

/** How far right a time stands, in days with their hidden hours left out. */
function offset(at, first) {
  const [from, until] = HOURS;
  const within = Math.min(Math.max(at - dayOf(at), from), until) - from;
  return (dayOf(at) - first) / DAY + within / (until - from);
}

const DAY_WIDTH = { day: 720, week: 110, month: 34 };

/** What is drawn: the frame it was drawn in, and each row by what is on it. */
let drawn = { frame: null, rows: [] };

/** Draws the board; of one that stands in the same frame, only the rows that differ. */
function drawGrid(view, shown, current) {
  drawRows(view, shown, current);
  drawTimeless(shown);
}

/** Lists the appointments that stand nowhere, as their time cannot be read: they can be opened all the same. */
function drawTimeless(shown) {
  const timeless = shown.filter(({ block }) => block.from === null);
  const list = byId("timeless");
  list.hidden = timeless.length === 0;
  list.replaceChildren("Without a time that can be read: ", ...timeless.map((capture) => element("button", {
    type: "button", class: "block timeless", "data-name": capture.block.name, "aria-label": blockInWords(capture), onclick: () => openPanel(capture),
  }, marks(capture), capture.block.subject || capture.block.name)));
}

function drawRows(view, shown, current) {
  const days = view.period;
  const count = (days[1] - days[0]) / DAY;
  const room = byId("board").clientWidth - labelWidth();
  const day = Math.max(DAY_WIDTH[view.zoom], Math.floor(room / count));
  const rows = rowsOf(shown, days).map((row) => placedRow(row, current));
  const frame = [view.zoom, days, day, rows.map(({ resource }) => [resource.kind, resource.key])].flat(3).join("\n");
  const draw = (row) => ({ ...row, elements: drawRow(row, { days, day, count, current }) });
  if (frame === drawn.frame) {
    drawn.rows = rows.map((row, at) => {
      const before = drawn.rows[at];
      if (before.signature === row.signature) return before;
      const after = draw(row);
      before.elements.forEach((element, at) => element.replaceWith(after.elements[at]));
      return after;
    });
    return;
  }
  drawn = { frame, rows: rows.map(draw) };
  drawFrame(view, { days, day, count });
}

function drawFrame(view, { days, day, count }) {
  const canvas = element("div", { class: "canvas", style: { "--day": `${day}px`, "--wide": `${day * count}px` } });
  canvas.append(element("div", { class: "corner" }), dayHeads(view, days[0], count));
  let kind = null;
  for (const { resource, elements } of drawn.rows) {
    if (resource.kind !== kind && resource.key) {
      kind = resource.kind;
      canvas.append(element("div", { class: "kind" }, element("span", {}, kind || "Without a resource type")));
    }
    canvas.append(...elements);
  }
  if (drawn.rows.length === 0) canvas.append(element("p", { class: "none kind" }, "No block stands here."));
  byId("board").replaceChildren(canvas);
}

/** A row with its blocks in their lanes, and what tells it from itself before. */
function placedRow({ resource, captures }, current) {
  const placed = lanes([...captures]);
  const signature = placed.map(({ capture, lane, isOver }) => [capture.index, lane, isOver, capture === current].join()).join("\n");
  return { resource, placed, signature };
}

const labelWidth = () => parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--label")) * 14;

function dayHeads(view, first, count) {
  const [from, until] = HOURS;
  const step = { day: HOUR, week: (until - from) / 2, month: Infinity }[view.zoom];
  const hours = [];
  for (let hour = from; hour <= until && step < Infinity; hour += step) hours.push(hour);
  const heads = Array.from({ length: count }, (_, at) => {
    const day = first + at * DAY;
    const name = view.zoom === "month" ? String(dateOf(day).getUTCDate()) : dayShown(day);
    return element("div", { title: yearShown(day) }, name, element("small", {}, ...hours.map((hour) => element("span", {}, hourShown(hour)))));
  });
  return element("div", { class: "days" }, heads);
}

function drawRow({ resource, placed }, { days, day, count, current }) {
  const over = placed.filter(({ isOver }) => isOver).length;
  const height = 1 + placed.reduce((most, { lane }) => Math.max(most, lane), 0);
  const blocks = `${placed.length} block${placed.length === 1 ? "" : "s"}`;
  const label = element("div", { class: "label" }, resource.name,
    element("small", {}, resource.key && resource.key !== resource.name ? `${resource.key} · ${blocks}` : blocks),
    over > 0 && element("small", { class: "both" }, `${over} overlapping`));
  const track = element("div", {
    class: "track", role: "group", "aria-label": `${resource.name}, ${resource.kind}: ${blocks}`,
    style: { "min-height": `calc(${height} * var(--lane))` },
  });
  for (let at = 0; at < count; at += 1) {
    if (isWeekend(days[0] + at * DAY)) track.append(element("div", { class: "weekend", style: { left: `${at * day}px` } }));
  }
  track.append(...placed.map((one) => drawBlock(one, { days, day, current, count })));
  return [label, track];
}

function drawBlock({ capture, lane, isOver }, { days, day, current, count }) {
  const { block } = capture;
  const left = Math.max(0, offset(block.from, days[0]) * day);
  const right = Math.min(count * day, offset(block.until, days[0]) * day);
  const colour = colours(block.category?.colour);
  const marker = block.marker && element("span", { class: "marker", style: { background: colours(block.marker.colour)?.ground ?? "transparent" } });
  const worked = block.notWorked / 60 / Math.max(1, block.until - block.from);
  const share = Math.min(1, Math.max(0, worked));
  return element("button", {
    type: "button", class: `block${isOver ? " over" : ""}${capture === current ? " now" : ""}`,
    "data-name": block.name, "aria-label": blockInWords(capture), title: blockInWords(capture),
    onclick: () => openPanel(capture),
    style: {
      left: `${left}px`, width: `${Math.max(6, right - left - 2)}px`, top: `calc(${lane} * var(--lane) + .2rem)`,
      ...(colour && { background: colour.ground, color: colour.ink }),
    },
  }, share > 0 && element("span", { class: "rest", style: { width: `${share * 100}%` } }), marks(capture), block.subject || block.name,
    element("small", {}, `${hourShown(block.from)} ${block.category?.name ?? ""}`), marker);
}

/** Importance, lock and verdict, in signs that need no colour. */
function marks({ block, valid }) {
  const importance = { high: "! ", low: "↓ " }[block.importance] ?? "";
  return [valid === false && "✗ ", importance, block.locked && element("span", { class: "lock" })];
}

function blockInWords({ block, valid }) {
  return [
    block.subject || block.name, block.name, block.from === null ? "without a time" : timeShown(block.from, block.until),
    block.resources.map((one) => one.name).join(" and "),
    block.category && `category ${block.category.name}`, block.marker && `time marker ${block.marker.name}`,
    block.importance && `importance ${block.importance}`, block.locked && "locked", valid === false && "has errors",
  ].filter(Boolean).join(", ");
}

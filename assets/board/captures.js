// The captures, and the board as it was after each of them.

const text = (id) => document.getElementById(id).textContent;
const { captures, others } = JSON.parse(text("data"));

for (const [index, capture] of captures.entries()) {
  const { block } = capture;
  capture.index = index;
  if (block.resources.length === 0) block.resources = [{ key: "", name: "Not assigned", kind: "" }];
  block.sought = [block.name, block.subject, ...block.resources.flatMap((one) => [one.key, one.name])]
    .join("\n").toLowerCase();
}

/** The captures of the blocks that stand after so many captures, by appointment. */
function standing(count) {
  const board = new Map();
  for (const capture of captures.slice(0, count)) {
    if (capture.effect === "placed") board.set(capture.block.name, capture);
    if (capture.effect === "taken off") board.delete(capture.block.name);
  }
  return board;
}

/** All captures of an appointment, in order. */
const historyOf = (name) => captures.filter((capture) => capture.block.name === name);

/** What the planner did, in words. */
function happened(capture) {
  const actions = capture.actions.map(({ text, guess }) => (guess ? `${text} (a guess)` : text));
  return [...actions, ...capture.standing].join(", ") || "no change";
}

let unpacked;

/** The payload of a capture, and the command that sends it; all are packed until one is asked for. */
async function packedOf(capture) {
  unpacked ??= (async () => {
    const packed = Uint8Array.from(atob(text("payloads").trim()), (one) => one.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  })();
  return (await unpacked)[capture.index];
}

/** The hours of a day that the blocks need, from and until, in minutes. */
const HOURS = (() => {
  let [from, until] = [7 * HOUR, 18 * HOUR];
  for (const { block } of captures) {
    if (block.from === null) continue;
    const [start, end] = [block.from % DAY, block.until % DAY];
    if (dayOf(block.from) === dayOf(block.until)) {
      from = Math.min(from, Math.floor(start / HOUR) * HOUR);
      until = Math.max(until, Math.ceil(end / HOUR) * HOUR);
      continue;
    }
    // A night is shown whole; of many days, the first and the last.
    const isNight = block.until - block.from < DAY;
    if (isNight || start >= until) until = DAY;
    if (end > 0 && (isNight || end <= from)) from = 0;
  }
  return [from, until];
})();

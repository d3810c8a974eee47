// The appointment that is open: its card, its history, its payload and what was found in it.

function openPanel(capture) {
  fillPanel(capture);
  byId("close").focus();
}

/** Shows the appointment that is open as it was after so many captures; before them, as it came. */
function followPanel(count) {
  if (!view.open) return;
  const life = historyOf(view.open.block.name);
  const capture = life.findLast(({ index }) => index < count) ?? life[0];
  if (capture === view.open) return;
  const isFocused = byId("panel").contains(document.activeElement);
  fillPanel(capture);
  if (isFocused) byId("close").focus();
}

function fillPanel(capture) {
  const panel = byId("panel");
  view.open = capture;
  panel.hidden = false;
  panel.replaceChildren(
    element("button", { type: "button", id: "close", onclick: closePanel }, "Close"),
    element("h2", {}, capture.block.subject || capture.block.name),
    card(capture), findings(capture), history(capture), payload(capture),
  );
}

function closePanel() {
  const name = view.open?.block.name;
  view.open = null;
  byId("panel").hidden = true;
  blockNamed(name)?.focus();
}

function card({ block, label, at, valid }) {
  const job = [block.job, block.task].filter(Boolean).join(" / ");
  const named = (indicator) => indicator && [indicator.name, indicator.colour].filter(Boolean).join(" ");
  const rows = [
    ["Number", block.name], ["When", block.from === null ? "cannot be read" : timeShown(block.from, block.until)],
    ["Sent as", `${block.start ?? "nothing"} – ${block.end ?? "nothing"}`],
    ["Resources", block.resources.map((one) => [one.name, one.key, one.kind].filter(Boolean).join(", ")).join("; ")],
    ["Job and task", job], ["Source", [block.app, block.type].filter(Boolean).join(" ")],
    ["Category", named(block.category)], ["Time marker", named(block.marker)],
    ["Importance", block.importance], ["Locked", block.locked && "yes"], ["Quantity", block.quantity],
    ...block.fields.map(([name, value]) => [name, value]),
    ["Capture", [label, at].filter(Boolean).join(", ")],
    ["Verdict", valid === null ? null : valid ? "✓ valid" : "✗ has errors"],
  ];
  return element("dl", {}, rows.filter(([, value]) => value).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

function findings({ findings }) {
  if (findings.length === 0) return "";
  const shown = findings.map((one) => element("li", {},
    element("span", { class: one.severity }, `${one.severity}[${one.rule}]`), ` ${one.message}`,
    element("div", { class: "faint" }, `${one.pointer || "/"}, line ${one.line}, column ${one.column}`), one.help && element("div", {}, one.help)));
  return element("section", {}, element("h3", {}, "Findings"), element("ol", {}, shown));
}

function history(capture) {
  const items = historyOf(capture.block.name).map((one) => element("li", { "aria-current": one === capture && "step" },
    element("button", { type: "button", onclick: () => { goTo(one.index + 1); openPanel(one); } }, [one.label, one.at].filter(Boolean).join(" ")),
    ` ${happened(one)}`,
    one.changes.map(({ pointer, before, after }) => element("div", { class: "faint" },
      element("code", {}, `${pointer}  ${before ?? "nothing"} → ${after ?? "nothing"}`)))));
  return element("section", {}, element("h3", {}, "History"), element("ol", {}, items));
}

function payload(capture) {
  const shown = element("pre", { tabindex: 0, "aria-label": "Payload" }, "…");
  const hint = element("p", { class: "faint", hidden: true }, "Dots stand for secrets, here and in what is copied: dsw board --show-secrets has them.");
  packedOf(capture).then(
    (packed) => { shown.textContent = packed.payload; hint.hidden = !packed.hidden; },
    (why) => { shown.textContent = `cannot be unpacked: ${why}`; },
  );
  const copy = (label, made) => element("button", { type: "button", onclick: async (event) => {
    const button = event.currentTarget;
    button.textContent = (await copied(await made())) ? "Copied" : "Not copied: this browser does not allow it";
  } }, label);
  return element("section", {}, element("h3", {}, "Payload"),
    copy("Copy as curl", () => curl(capture)), " ", copy("Copy payload", async () => (await packedOf(capture)).payload), hint, shown);
}

/** A command that sends the payload again, for a shell of Unix: as it came, where its file is known. */
async function curl(capture) {
  const { curl, payload } = await packedOf(capture);
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  return curl ?? `curl -X POST -H 'Content-Type: application/json' --data-raw ${quoted(payload)} http://localhost:4242/`;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page from a disk may not be let near the clipboard by that way.
    const field = element("textarea");
    field.value = text;
    byId("panel").append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

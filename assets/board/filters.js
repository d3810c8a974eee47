// Search and filters: which of the blocks are shown.

const CHOICES = {
  app: (block) => [block.app], type: (block) => [block.type],
  resource: (block) => block.resources.map((one) => one.name),
  category: (block) => [block.category?.name],
};

function fillChoices() {
  for (const [id, of] of Object.entries(CHOICES)) {
    const values = [...new Set(captures.flatMap(({ block }) => of(block)).filter(Boolean))].sort();
    byId(id).replaceChildren(element("option", { value: "" }, "all"), ...values.map((value) => element("option", { value }, value)));
  }
}

/** The captures that the filters let through. */
function filtered(board) {
  const sought = byId("search").value.trim().toLowerCase();
  const chosen = Object.entries(CHOICES).map(([id, of]) => [byId(id).value, of]).filter(([value]) => value);
  return [...board].filter(({ block, valid }) =>
    block.sought.includes(sought)
    && chosen.every(([value, of]) => of(block).includes(value))
    && !(byId("invalid").checked && valid !== false));
}

// What people see of a board, held in a real browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { appointment, launch, open, resource } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

/** Opens a page, lets a test look, and holds that nothing was complained of and nothing fetched. */
async function look(payloads, options, see) {
  const board = await open(browser, payloads, options);
  try {
    await see(board.page, board);
    assert.deepEqual(board.complaints, []);
    assert.equal(board.requests.length, 1, board.requests.join("\n"));
  } finally {
    await board.close();
  }
}

/** Where a block stands: its day, and how far into the shown hours it begins and ends. */
const place = (page, name) => page.evaluate((name) => {
  const block = [...document.querySelectorAll(".block")].find((one) => one.dataset.name === name);
  if (!block) return null;
  const own = block.getBoundingClientRect();
  const heads = [...document.querySelectorAll(".days > div")];
  const head = heads.find((one) => one.getBoundingClientRect().right > own.left + 1);
  const day = head.getBoundingClientRect();
  const share = (at) => Math.round(((at - day.left) / day.width) * 11 * 2) / 2;
  return { day: head.title, from: 7 + share(own.left), until: 7 + share(own.right) };
}, name);

const LATER = { StartDate: "2026-03-05T13:00:00", EndDate: "2026-03-05T16:00:00", LastModifiedDate: "2026-03-01T10:00:00" };

test("a block stands where its payload says", async () => {
  await look([appointment()], {}, async (page) => {
    assert.deepEqual(await place(page, "A1"), { day: "Tue 3 Mar 2026", from: 9, until: 11 });
    await page.keyboard.press("d");
    assert.deepEqual(await place(page, "A1"), { day: "Tue 3 Mar 2026", from: 9, until: 11 });
    assert.equal(await page.locator(".label").first().innerText(), "Ada\nR1 · 1 block");
    assert.match(await page.locator(".block").getAttribute("aria-label"), /Replace the pump, A1, Tue 3 Mar 2026 09:00 – 11:00, Ada, category Planned/);
  });
});

test("a block over night makes room for the night", async () => {
  const night = appointment({ StartDate: "2026-03-03T22:00:00", EndDate: "2026-03-04T06:00:00" });
  await look([night], {}, async (page) => {
    const widths = await page.evaluate(() => [".block", ".days > div"].map((one) => document.querySelector(one).getBoundingClientRect().width));
    assert.ok(Math.abs(widths[0] / widths[1] - 8 / 24) < 0.03, widths.join(" of "));
  });
});

test("the scrubber walks through the board as it was after each capture", async () => {
  const late = appointment({ Subject: "Old", LastModifiedDate: "2026-03-01T09:00:00" });
  const gone = appointment({ ...LATER, LastModifiedDate: "2026-03-01T11:00:00", DeletedOn: "2026-03-01T11:00:00" });
  await look([appointment(), appointment(LATER), late, gone], {}, async (page) => {
    const scrub = (to) => page.locator("#scrubber").fill(String(to));
    const at = async (to) => { await scrub(to); return (await place(page, "A1"))?.day ?? null; };
    assert.equal(await at(4), null);
    assert.equal(await at(0), null);
    assert.equal(await at(1), "Tue 3 Mar 2026");
    assert.equal(await at(2), "Thu 5 Mar 2026");
    assert.match(await page.locator("#step").innerText(), /2 of 4 .*moved \+2 days 4 h, resized 2 h → 3 h/);
    assert.equal(await at(3), "Thu 5 Mar 2026", "a late payload moves nothing");
    assert.match(await page.locator("#step").innerText(), /late/);
  });
});

test("a stranger's text stays text wherever it is shown", async () => {
  const hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{script}}";
  const payload = appointment({ Subject: hostile, Category: { DisplayName: hostile, Color: "red;background:url(//x)" }, Assignments: [resource("R1", hostile)] });
  await look([payload], {}, async (page) => {
    assert.match(await page.locator(".block").innerText(), /^(✗ )?<\/script><script>alert\(1\)/);
    await page.locator(".block").click();
    assert.equal(await page.locator("#panel h2").innerText(), hostile);
    await page.waitForFunction(() => document.querySelector("#panel pre").textContent.includes("onerror"));
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.locator("script").count(), 3);
  });
});

test("what turns a text around or hides in it is shown as an escape", async () => {
  const payload = appointment({ Subject: "cod\u202e.exe", Assignments: [resource("R1", "A\u200bda")], Body: "x".repeat(5000) });
  await look([payload, appointment({ Subject: "s".repeat(1e6), LastModifiedDate: "2026-03-01T09:00:00" })], {}, async (page) => {
    assert.match(await page.locator(".label").first().innerText(), /^Ada/);
    await page.keyboard.press("ArrowLeft");
    assert.match(await page.locator(".block").innerText(), /^cod\\u202e\.exe/);
    assert.match(await page.locator(".label").first().innerText(), /^A\\u200bda/);
    await page.keyboard.press("ArrowRight");
    assert.ok((await page.locator(".block").innerText()).length < 600, "a subject of a megabyte is cut");
  });
});

test("an open appointment follows the scrubber, and what has the focus keeps it", async () => {
  await look([appointment({ Subject: "First" }), appointment({ ...LATER, Subject: "Second" })], {}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.dataset.name ?? document.activeElement.id);
    await page.locator(".block").focus();
    await page.keyboard.press("ArrowLeft");
    assert.equal(await focused(), "A1");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#panel h2").innerText(), "First");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.locator("#panel h2").innerText(), "Second");
    assert.equal(await focused(), "close");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Home");
    assert.equal(await focused(), "board", "its block is gone");
  });
});

test("what has no time that can be read stands nowhere, and can be opened", async () => {
  const times = [{ StartDate: "2026-02-30T09:00:00" }, { StartDate: null }, { StartDate: "2026-03-03T12:00:00" }];
  const payloads = times.map((changed, at) => appointment({ Id: 10 + at, AppointmentNo: `T${at}`, Subject: `Odd ${at}`, ...changed }));
  await look([appointment(), ...payloads], {}, async (page) => {
    assert.equal(await page.locator("#board .block").count(), 1);
    assert.equal(await page.locator("#timeless .block").count(), 3);
    await page.locator("#invalid").check();
    assert.equal(await page.locator("#timeless .block").count(), 3);
    await page.getByRole("button", { name: /Odd 1/ }).click();
    assert.match(await page.locator("#panel").innerText(), /When\s+cannot be read\s+Sent as\s+nothing – 2026-03-03T11:00:00[^]*Findings/);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.name), "T1");
  });
});

test("a capture is copied as the command that sends it as it came", async () => {
  const request = { v: 1, kind: "capture", seq: 1, received_at: "2026-03-01T08:00:00.000000Z", method: "PUT", target: "/hook/updated?code=s3cret", version: "HTTP/1.1",
    headers: [["Content-Type", "application/json; charset=utf-8"], ["X-Tenant", "it's"], ["Authorization", "Bearer s3cret"]], file: "000001-A1.json", complete: true };
  const payload = JSON.stringify(appointment({ AppointmentUrls: [{ Url: "https://h.example/?sig=s3cret" }] }));
  await look({ "captures.jsonl": `${JSON.stringify(request)}\n`, "000001-A1.json": payload }, { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.locator(".block").click();
    await page.getByText("Dots stand for secrets").waitFor();
    await page.getByRole("button", { name: "Copy as curl" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    for (const part of ["PUT", "/hook/updated", "X-Tenant: it", "charset=utf-8", "000001-A1.json"]) assert.ok(copied.includes(part), `${part}: ${copied}`);
    assert.ok(!copied.includes("s3cret"), copied);
  });
});

test("blocks of one resource that overlap lie below each other and say so", async () => {
  const other = appointment({ Id: 8, AppointmentNo: "A2", StartDate: "2026-03-03T10:00:00", EndDate: "2026-03-03T12:00:00" });
  await look([appointment(), other], {}, async (page) => {
    const [one, two] = await Promise.all(["A1", "A2"].map((name) => page.locator(`[data-name=${name}]`).boundingBox()));
    assert.ok(two.y >= one.y + one.height);
    assert.match(await page.locator(".label").first().innerText(), /1 overlap/);
  });
});

test("every key does what the help says", async () => {
  const other = appointment({ Id: 8, AppointmentNo: "A2", Assignments: [resource("R2", "Bo")] });
  await look([appointment(), other], {}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.dataset.name ?? document.activeElement.id);
    const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
    await press("ArrowLeft");
    assert.equal(await page.locator(".block").count(), 1);
    await press("ArrowRight", "ArrowDown", "ArrowDown");
    assert.equal(await focused(), "A2");
    await press("ArrowUp", "Enter");
    assert.equal(await page.locator("#panel").isVisible(), true);
    await press("Escape");
    assert.equal(await page.locator("#panel").isVisible(), false);
    assert.equal(await focused(), "A1");
    await press("/");
    assert.equal(await focused(), "search");
    await page.keyboard.type("bo");
    assert.equal(await page.locator(".block").count(), 1);
    await press("Escape", "?");
    assert.equal(await page.locator("#about").isVisible(), true);
    await press("Escape", "m", ".");
    assert.match(await page.locator("#period").innerText(), /Wed 1 Apr 2026 – Thu 30 Apr 2026/);
  });
});

test("keys do the same while the scrubber or a box has the focus", async () => {
  await look([appointment()], {}, async (page) => {
    for (const held of ["#scrubber", "#invalid"]) {
      await page.locator(held).focus();
      await page.keyboard.press("/");
      assert.equal(await page.evaluate(() => document.activeElement.id), "search", held);
      await page.locator(held).focus();
      await page.keyboard.press("?");
      assert.equal(await page.locator("#about").isVisible(), true, held);
      await page.keyboard.press("Escape");
    }
    await page.locator("#scrubber").focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("#scrubber").inputValue(), "0");
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.locator("#scrubber").inputValue(), "1");
  });
});

test("filters show what they name", async () => {
  const broken = appointment({ Id: 8, AppointmentNo: "A2", PlanningQty: "2.0", Category: { DisplayName: "Travel" } });
  await look([appointment(), broken], {}, async (page) => {
    const shown = () => page.locator(".block").evaluateAll((blocks) => blocks.map((one) => one.dataset.name));
    await page.locator("#category").selectOption("Travel");
    assert.deepEqual(await shown(), ["A2"]);
    await page.locator("#category").selectOption("");
    await page.locator("#invalid").check();
    assert.deepEqual(await shown(), ["A2"]);
    await page.locator(".block").click();
    assert.match(await page.locator("#panel").innerText(), /error\[type\] a number is expected, not text\s+\/PlanningQty, line 2, column/);
  });
});

test("the board is the same in every zone, on the night that clocks change", async () => {
  const night = appointment({ StartDate: "2026-03-29T02:30:00", EndDate: "2026-03-29T04:00:00" });
  const seen = [];
  for (const timezoneId of ["Europe/Brussels", "America/New_York"]) {
    await look([night], { timezoneId }, async (page) => {
      seen.push([await page.locator(".block").getAttribute("aria-label"), await page.locator(".block").evaluate((one) => one.style.left + one.style.width)]);
    });
  }
  assert.match(seen[0][0], /Sun 29 Mar 2026 02:30 – 04:00/);
  assert.deepEqual(seen[0], seen[1]);
});

test("an open appointment has its history, its payload and a command that sends it", async () => {
  await look([appointment(), appointment(LATER)], { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.locator(".block").click();
    await page.waitForFunction(() => document.querySelector("#panel pre").textContent.startsWith("{"));
    assert.deepEqual(JSON.parse(await page.locator("#panel pre").innerText()), appointment(LATER));
    assert.doesNotMatch(await page.locator("#panel").innerText(), /^(null|undefined)$/m);
    assert.match(await page.locator("#panel ol").last().innerText(), /moved \+2 days 4 h[^]*\/StartDate "2026-03-03T09:00:00" → "2026-03-05T13:00:00"/);
    await page.getByRole("button", { name: "Copy as curl" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^curl -X POST -H 'Content-Type: application\/json' --data-raw '/);
  });
});

test("on a phone the board still has its labels, its blocks and its scrubber", async () => {
  await look([appointment()], { viewport: { width: 360, height: 640 } }, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    for (const seen of [".label", "#scrubber", "#search"]) assert.equal(await page.locator(seen).first().isVisible(), true, seen);
  });
});

test("5,000 captures: how long a step takes, told as a figure", async (told) => {
  const payloads = Array.from({ length: 5000 }, (_, at) => {
    const [number, day] = [at % 1000, 2 + (Math.floor(at / 1000) + at) % 5];
    const hour = String(7 + (at * 7) % 9).padStart(2, "0");
    return appointment({
      Id: number, AppointmentNo: `A${number}`, StartDate: `2026-03-0${day}T${hour}:00:00`, EndDate: `2026-03-0${day}T${hour}:45:00`,
      LastModifiedDate: `2026-03-01T${String(8 + Math.floor(at / 1000)).padStart(2, "0")}:00:00`, Assignments: [resource(`R${number % 50}`, `Technician ${number % 50}`)],
    });
  });
  await look(payloads, {}, async (page, { file }) => {
    const { statSync } = await import("node:fs");
    const took = await page.evaluate(async () => {
      const took = [];
      for (let at = 4900; at < 5000; at += 1) {
        const begun = performance.now();
        goTo(at);
        document.body.getBoundingClientRect();
        took.push(performance.now() - begun);
        await new Promise(requestAnimationFrame);
      }
      return took.sort((a, b) => a - b);
    });
    assert.equal(await page.locator("#scrubber").inputValue(), "4999");
    told.diagnostic(`the page weighs ${(statSync(file).size / 1e6).toFixed(1)} MB; a step takes ${took[50].toFixed(1)} ms in the middle, ${took[95].toFixed(1)} ms in 95 of 100 (a frame is 16.7 ms)`);
  });
});

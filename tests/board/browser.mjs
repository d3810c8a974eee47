// A real browser, and pages that the built program writes for it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const DSW = process.env.DSW ?? new URL("../../target/debug/dsw", import.meta.url).pathname;

// Nothing is fetched: as root there is no sandbox, and nothing of the browser's own is asked for.
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", "--no-first-run",
  "--disable-background-networking", "--disable-component-update",
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: QUIET });

/** An appointment as Dime.Scheduler would post it, but for what a test says. */
export function appointment(changed = {}) {
  return {
    Id: 7, AppointmentNo: "A1", Subject: "Replace the pump",
    StartDate: "2026-03-03T09:00:00", EndDate: "2026-03-03T11:00:00",
    CreatedDate: "2026-03-01T08:00:00", LastModifiedDate: "2026-03-01T08:00:00",
    Task: { TaskNo: "T1", Job: { JobNo: "J1", SourceApp: "BC", SourceType: "SERVICE" } },
    Category: { Name: "PLANNED", DisplayName: "Planned", Color: "#22d3ee" },
    Assignments: [resource("R1", "Ada")], ...changed,
  };
}

export const resource = (number, name) =>
  ({ Resource: { ResourceNo: number, DisplayName: name, ResourceType: { DisplayName: "Technician" } } });

/** The page of these payloads, or of a folder of these files, open in a browser that is watched. */
export async function open(browser, payloads, options = {}) {
  const dir = mkdtempSync(join(tmpdir(), "dsw-board-"));
  const file = join(dir, "board.html");
  const isList = Array.isArray(payloads);
  const input = isList ? payloads.map((one) => JSON.stringify(one)).join("\n") : "";
  for (const [name, text] of isList ? [] : Object.entries(payloads)) writeFileSync(join(dir, name), text);
  execFileSync(DSW, ["board", isList ? "-" : dir, "-o", file], { input, stdio: ["pipe", "pipe", "ignore"] });
  const context = await browser.newContext({ viewport: { width: 1200, height: 700 }, ...options });
  const page = await context.newPage();
  const complaints = [], requests = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => requests.push(request.url()));
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective}`)));
  await page.goto(pathToFileURL(file).href);
  const close = async () => { await context.close(); rmSync(dir, { recursive: true }); };
  return { page, complaints, requests, file, close };
}

// A headless Chromium that reports whatever goes wrong on a page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Starts the browser. */
export function launch() {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
}

/** Opens a page. The list `problems` gets each script error, each message of the console and each request to another place. */
export async function open(browser, url, { width = 1200, height = 900, scheme = "light", motion = "reduce" } = {}) {
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    if (dialog.type() === "beforeunload") return dialog.accept();
    problems.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) problems.push(`request: ${request.url()}`);
  });
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: motion },
  ]);
  const start = performance.now();
  await page.goto(url, { waitUntil: "load" });
  return { page, problems, seconds: (performance.now() - start) / 1000 };
}

/** Returns what axe-core finds on the page, each violation as a line. */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map(
    (violation) => `${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`,
  );
}

/** Returns the texts of the accessibility tree, each with the number of its nodes. */
export async function spoken(page) {
  const client = await page.createCDPSession();
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  const texts = new Map();
  for (const node of nodes) {
    const text = node.ignored ? "" : (node.name?.value ?? "").replace(/\s+/g, " ").trim();
    if (["StaticText", "heading"].includes(node.role?.value)) texts.set(text, (texts.get(text) ?? 0) + 1);
  }
  return texts;
}

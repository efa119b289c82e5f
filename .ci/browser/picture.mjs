// node picture.mjs REPORT.html PICTURE.png
// Takes the README's picture of a report: its matrix with the images behind a cell, and its table of labels.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, open } from "./browser.mjs";

const [report, picture] = process.argv.slice(2);
const browser = await launch();
const { page } = await open(browser, pathToFileURL(resolve(report)).href, { width: 1000, height: 1000 });
await page.click(".show-pair");
await page.evaluate(() => scrollTo(0, 0));
await page.screenshot({ path: picture, clip: { x: 0, y: 0, width: 1000, height: 1500 } });
await browser.close();

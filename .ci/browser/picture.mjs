// node picture.mjs REPORT.html PICTURE.png
// Takes the README's picture of a report: summary, learning curves and the confusion matrix.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, open } from "./browser.mjs";

const [report, picture] = process.argv.slice(2);
const browser = await launch();
const { page } = await open(browser, pathToFileURL(resolve(report)).href, { width: 1200, height: 1000 });
const end = await page.$eval("#confusion", (section) => section.getBoundingClientRect().bottom);
await page.screenshot({ path: picture, clip: { x: 0, y: 0, width: 1200, height: Math.ceil(end) } });
await browser.close();

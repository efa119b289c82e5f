import { pathToFileURL } from "node:url";
import { launch, open } from "./browser.mjs";
const [file, out, width, scheme] = process.argv.slice(2);
const b = await launch();
const { page, problems, seconds } = await open(b, pathToFileURL(file).href, { width: Number(width), height: 1300, scheme });
console.log(seconds, problems);
const H = await page.evaluate(() => document.documentElement.scrollHeight);
for (let i = 0, y = 0; y < H && i < 12; i++, y += 1250) { await page.evaluate((y) => scrollTo(0, y), y); await new Promise(r => setTimeout(r, 300)); await page.screenshot({ path: `${out}-${i}.png` }); }
await b.close();

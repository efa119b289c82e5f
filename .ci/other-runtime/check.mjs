// node check.mjs MODEL.onnx INSPECTED.json IMAGES PREDICTIONS.csv COUNT
// Classifies the first COUNT images with ONNX Runtime Web (WebAssembly) and compares with what espy predict said.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ort from "onnxruntime-web";
import pngjs from "pngjs";

const [model, inspected, images, predictions, count] = process.argv.slice(2);
const { labels, input } = JSON.parse(readFileSync(inspected, "utf8"));
const rows = readFileSync(predictions, "utf8").trim().split("\n").slice(1, 1 + Number(count));
const size = input.channels * input.height * input.width;

const pixels = new Uint8Array(rows.length * size);
rows.forEach((row, image) => {
  const png = pngjs.PNG.sync.read(readFileSync(join(images, row.split(",")[0] + ".png")));
  if (png.width !== input.width || png.height !== input.height) {
    throw new Error(`an image is ${png.width}x${png.height}`);
  }
  const plane = input.height * input.width;
  for (let i = 0; i < size; i++) {
    // The decoder gives red, green, blue and alpha of each pixel; the network takes channel by channel.
    pixels[image * size + i] = png.data[(i % plane) * 4 + Math.floor(i / plane)];
  }
});

const session = await ort.InferenceSession.create(readFileSync(model));
const shape = [rows.length, input.channels, input.height, input.width];
const answers = await session.run({ pixels: new ort.Tensor("uint8", pixels, shape) });
const probabilities = answers.probabilities.data;

let differentLabels = 0;
let largestDifference = 0;
rows.forEach((row, image) => {
  const [, label, confidence] = row.split(",");
  const own = probabilities.slice(image * labels.length, (image + 1) * labels.length);
  const best = Math.max(...own);
  differentLabels += labels[own.indexOf(best)] === label ? 0 : 1;
  largestDifference = Math.max(largestDifference, Math.abs(best - Number(confidence)));
});
console.log(
  `${rows.length} images with ONNX Runtime Web: ${differentLabels} different labels, ` +
    `largest difference of a confidence ${largestDifference}`,
);
process.exitCode = rows.length === Number(count) && differentLabels === 0 && largestDifference < 1e-4 ? 0 : 1;

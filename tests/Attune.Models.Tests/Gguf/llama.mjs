// Runs a GGUF file in llama.cpp (node-llama-cpp): node llama.mjs FOLDER FILE, and on standard input
// [{"text": "...", "count": 24}, ...]. Writes [{"tokens": [...], "greedy": [...]}, ...]: how llama.cpp cuts the text,
// special tokens recognised, and how the model goes on. FOLDER is where node-llama-cpp was installed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const { getLlama } = await import(pathToFileURL(join(folder, "node_modules/node-llama-cpp/dist/index.js")));
const llama = await getLlama({ gpu: false, maxThreads: 1, build: "never", skipDownload: true, logLevel: "error", progressLogs: false });
const model = await llama.loadModel({ modelPath: file, gpuLayers: 0 });
const context = await model.createContext({ contextSize: 512, threads: 1 });
const sequence = context.getSequence();
const answers = [];
for (const { text, count } of JSON.parse(readFileSync(0, "utf8"))) {
  await sequence.clearHistory();
  const tokens = [...model.tokenize(text, true)];
  const greedy = [];
  for await (const token of sequence.evaluate(tokens, { temperature: 0, yieldEogToken: true })) {
    greedy.push(token);
    if (greedy.length >= count || model.isEogToken(token)) break;
  }
  answers.push({ tokens, greedy });
}
console.log(JSON.stringify(answers));
process.exit(0);

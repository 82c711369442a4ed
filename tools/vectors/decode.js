// Decodes [label, hexadecimal bytes] by TextDecoder into hexadecimal UTF-16: in a browser beside decode.html, or in Node, which
// reads lines "label TAB hexadecimal bytes". Node's TextDecoder is ICU's and not the Encoding Standard's: see README.

function bytesOf(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function unitsOf(text) {
  return Array.from({ length: text.length }, (_, k) => text.charCodeAt(k).toString(16).padStart(4, "0")).join("");
}

function decoded(cases) {
  return cases.map(([label, hex]) => unitsOf(new TextDecoder(label, { ignoreBOM: true }).decode(bytesOf(hex))));
}

if (typeof require === "function" && require.main === module) {
  const lines = require("node:fs").readFileSync(0, "latin1").split("\n").slice(0, -1);
  process.stdout.write(decoded(lines.map((line) => line.split("\t"))).map((units) => units + "\n").join(""));
}

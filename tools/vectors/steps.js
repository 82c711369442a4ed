// Changes texts by named post-steps: reads a JSON array of [step, text], writes a JSON array of texts.

const STEPS = {
  nfc: (text) => text.normalize("NFC"),
  nfkc: (text) => text.normalize("NFKC"),
  "nbsp-to-space": (text) => text.replaceAll("\u00a0", " "),
  "blanks-collapsed": (text) => text.replace(/[ \u00a0]+/g, " "),
  "c1-dropped": (text) => text.replace(/[\u0080-\u009f]/g, ""),
  "c1-replaced": (text) => text.replace(/[\u0080-\u009f]/g, "\ufffd"),
  "private-use-dropped": (text) => text.replace(/\p{Co}/gu, ""),
  "width-folded": (text) => text.replace(/[\uff01-\uff5e]/g, (wide) => wide.normalize("NFKC")),
  "quotes-straightened": (text) => text.replace(/[“”„‟]/g, '"').replace(/[‘’‚‛]/g, "'"),
  "crlf-to-lf": (text) => text.split("\r\n").join("\n"),
  "to-lf": (text) => text.split(/\r\n?|\n/).join("\n"),
  "to-crlf": (text) => text.split(/\r\n?|\n/).join("\r\n"),
  "cr-dropped": (text) => text.split("\r").join(""),
  "replacements-to-question-marks": (text) => text.replaceAll("\ufffd", "?"),
  "html-numbers": (text) => Array.from(text, (character) => numbered(character)).join(""),
  "backslash-escapes": (text) =>
    text.replace(/[^\u0000-\u007f]/g, (unit) => "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0")),
};

function numbered(character) {
  return character > "\u007f" ? `&#${character.codePointAt(0)};` : character;
}

const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const changed = asked.map(([step, text]) => STEPS[step](text));
process.stdout.write(JSON.stringify(changed).replace(/[\u0080-\uffff]/g, STEPS["backslash-escapes"]));

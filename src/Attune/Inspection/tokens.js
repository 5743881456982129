// One row on the screen: as running text or as a table. Texts only ever become text nodes.
const blanks = { " ": "·", "\n": "⏎", "\t": "→", "\r": "␍", "\u00a0": "⍽" };
// Characters that cannot be seen, change the direction of what follows, or join with what stands before them alone.
const hidden = /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u{e0000}-\u{e0fff}]/u;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Adds a text with blanks made visible; line ends also break the line. */
function addVisible(parent, text, breakLines) {
  let plain = "";
  const flush = () => { if (plain) parent.append(plain); plain = ""; };
  for (const character of text) {
    const blank = blanks[character];
    if (blank === undefined && !hidden.test(character)) { plain += character; continue; }
    flush();
    parent.append(blank === undefined
      ? element("span", "i code", "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0"))
      : element("span", "i", blank));
    if (character === "\n" && breakLines) parent.append("\n");
    else if (blank !== undefined) parent.append(document.createElement("wbr"));
  }
  flush();
}

function tokenElement(token, breakLines) {
  const names = ["t"];
  if (token.supervised) names.push("supervised");
  if (token.special) names.push("special");
  if (token.template) names.push("literal");
  if (token.partial) names.push("partial");
  const made = element("span", names.join(" "));
  made.dataset.index = token.index;
  if (token.continues || token.start === token.end) made.append(element("span", "i code", token.written));
  else addVisible(made, token.text, breakLines);
  return made;
}

/** Who says a token: a message by its index, or what belongs to none by what it is. */
function speakerOf(token) {
  return token.message < 0 ? token.part : String(token.message);
}

function tagOf(token) {
  const name = token.role || token.part;
  return element("span", "tag " + (/^[a-z]+$/.test(name) ? name : ""), name);
}

function showFlow(view, row, tokens, onlySupervised) {
  const flow = element("div", "flow");
  let speaker = "", skipped = 0;
  const closeGap = () => { if (skipped) flow.append(element("span", "gap", `… ${skipped} …`)); skipped = 0; };
  for (const token of tokens) {
    if (onlySupervised && !token.supervised) { skipped++; continue; }
    closeGap();
    if (!token.template && speakerOf(token) !== speaker) {
      speaker = speakerOf(token);
      flow.append(tagOf(token));
    }
    if (!onlySupervised && row.prompt === token.index) flow.append(element("span", "start", "the model writes"));
    flow.append(tokenElement(token, true));
  }
  closeGap();
  view.replaceChildren(flow);
}

function showTable(view, tokens, onlySupervised) {
  const table = element("table"), head = table.createTHead().insertRow(), body = table.createTBody();
  for (const title of ["#", "id", "text", "vocabulary", "origin", "part", "supervised", "weight", "special"]) {
    const cell = element("th", "", title);
    cell.scope = "col";
    head.append(cell);
  }
  for (const token of tokens) {
    if (onlySupervised && !token.supervised) continue;
    const line = body.insertRow(), cell = (text, name) => { const made = line.insertCell(); made.className = name ?? ""; made.textContent = text; return made; };
    line.dataset.index = token.index;
    cell(token.index, "n"); cell(token.id, "n"); cell("", "text").append(tokenElement(token, false)); addVisible(cell("", "text"), token.written, false);
    const from = cell(token.template ? "template" : "");
    if (!token.template) from.append(tagOf(token), token.message < 0 ? "" : ` message ${token.message}`);
    cell(token.template ? "" : token.part);
    cell(token.supervised ? "yes" : ""); cell(token.weight, "n"); cell(token.special ? "yes" : "");
  }
  view.replaceChildren(table);
}

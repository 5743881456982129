// The rows as the page got them, and each as its view needs it: decoded only when it is looked at.
const page = JSON.parse(document.getElementById("data").textContent);
const special = new Set(page.special);
const literal = page.parts.indexOf("literal");

/** Alternating run lengths, the first of tokens that are not supervised. */
function countSupervised(row) {
  let count = 0;
  for (let i = 1; i < row.mask.length; i += 2) count += row.mask[i];
  return count;
}

/** The worst that was found at a row: "error", "warning", or nothing that needs an answer. */
function severity(row) {
  return ["error", "warning"].find(kind => row.remarks.some(remark => remark[0] === kind)) ?? "";
}

/** The tokens of a row, each with all that is known of it. */
function tokensOf(row) {
  const supervised = [];
  row.mask.forEach((length, run) => { for (let i = 0; i < length; i++) supervised.push(run % 2 === 1); });
  let position = 0, span = 0, spanEnd = row.spans.length > 0 ? row.spans[0] : 0;
  return row.ids.map((id, i) => {
    const start = position + row.places[2 * i], end = start + row.places[2 * i + 1];
    // Tokens that share a character stand for some of its bytes only; the first of them shows it.
    const continues = start < position, partial = continues || (i + 1 < row.ids.length && row.places[2 * i + 2] < 0);
    position = end;
    while (span > 0 && start < spanEnd - row.spans[3 * span]) spanEnd -= row.spans[3 * span--];
    while (start >= spanEnd && 3 * (span + 1) < row.spans.length) spanEnd += row.spans[3 * ++span];
    const [message, part] = row.spans.length > 0 ? row.spans.slice(3 * span + 1, 3 * span + 3) : [-1, literal];
    return {
      index: i, id, start, end, partial, continues, message,
      text: row.text.slice(start, end),
      written: page.vocabulary[id] ?? "",
      template: part === literal,
      role: row.roles[message] ?? "",
      part: page.parts[part],
      supervised: supervised[i], special: special.has(id),
      weight: row.weights ? row.weights[i] : supervised[i] ? 1 : 0,
    };
  });
}

// What the page remembers, and what keys and clicks change in it.
const find = id => document.getElementById(id);
const state = { row: -1, token: -1, table: false, onlySupervised: false, onlyRemarks: false, shown: [], tokens: [] };

function describeRow(row) {
  const counts = `${row.ids.length} tokens, ${countSupervised(row)} supervised`;
  return row.heldOut ? counts + ", held out" : counts;
}

function searchable(row) {
  return row.searchable ??= (row.source + "\n" + row.text).toLowerCase();
}

function fillList() {
  const words = find("search").value.toLowerCase();
  state.shown = [];
  const items = document.createDocumentFragment();
  page.rows.forEach((row, index) => {
    if (state.onlyRemarks && !severity(row)) return;
    if (words && !searchable(row).includes(words)) return;
    state.shown.push(index);
    const item = element("li");
    item.role = "option";
    item.id = "row" + index;
    item.dataset.row = index;
    const place = element("span", "place"), name = element("bdi", "", row.source);
    place.append(name);
    item.append(place, element("small", "", describeRow(row)));
    const worst = severity(row);
    const count = row.remarks.filter(remark => remark[0] === worst).length;
    if (worst) item.append(" ", element("span", "badge " + worst, `${count} ${worst}${count > 1 ? "s" : ""}`));
    items.append(item);
  });
  find("list").replaceChildren(items);
  find("count").textContent = `${state.shown.length} of ${page.rows.length} rows`;
  if (!state.shown.includes(state.row)) openRow(state.shown.length > 0 ? state.shown[0] : -1);
  else markRow();
}

function markRow() {
  for (const old of find("list").querySelectorAll("[aria-selected=true]")) old.setAttribute("aria-selected", "false");
  const item = find("row" + state.row);
  if (item) { item.setAttribute("aria-selected", "true"); item.scrollIntoView({ block: "nearest" }); }
  find("list").setAttribute("aria-activedescendant", item ? item.id : "");
  const at = state.shown.indexOf(state.row);
  find("previous").disabled = at <= 0;
  find("next").disabled = at < 0 || at === state.shown.length - 1;
}

function openRow(index) {
  state.row = index;
  state.token = -1;
  const row = page.rows[index];
  state.tokens = row ? tokensOf(row) : [];
  find("place").textContent = row ? row.source : "No row matches.";
  find("about").textContent = row ? describeRow(row) : "";
  find("remarks").replaceChildren(...(row ? row.remarks : []).map(([kind, code, text]) => element("li", kind, `${kind} ${code}: ${text}`)));
  showRow();
  find("view").scrollTop = 0;
  markRow();
  if (row) history.replaceState(null, "", "#row=" + (index + 1));
}

function showRow() {
  const row = page.rows[state.row], view = find("view");
  if (!row) view.replaceChildren();
  else if (state.table) showTable(view, state.tokens, state.onlySupervised);
  else showFlow(view, row, state.tokens, state.onlySupervised);
  openToken(state.token);
}

function openToken(index, scroll) {
  state.token = index;
  for (const old of find("view").querySelectorAll(".at")) old.classList.remove("at");
  const token = state.tokens[index], detail = find("detail");
  if (!token) { detail.replaceChildren(element("span", "", "Point at a token, or walk with ← and →.")); return; }
  const shown = find("view").querySelector(`[data-index="${index}"]`);
  if (shown) { shown.classList.add("at"); if (scroll) shown.scrollIntoView({ block: "nearest" }); }
  const fact = (name, value, visible) => { const made = element("span"); made.append(element("b", "", name + " ")); if (!visible) made.append(value); else addVisible(made.appendChild(element("code")), value, false); return made; };
  detail.replaceChildren(
    fact("token", `${token.index + 1} of ${state.tokens.length}`), fact("id", token.id), fact("text", token.text, true), fact("vocabulary", token.written, true),
    fact("from", token.template ? "template" : token.message < 0 ? token.part : `message ${token.message}, ${token.role}, ${token.part}`), fact("characters", `${token.start}–${token.end}`),
    fact("supervised", token.supervised ? `yes, weight ${token.weight}` : "no"), fact("special", token.special ? "yes" : "no"));
}

function step(by) {
  const at = state.shown.indexOf(state.row) + by;
  if (at >= 0 && at < state.shown.length) openRow(state.shown[at]);
}

function stepToken(by) {
  let at = state.token < 0 && by < 0 ? state.tokens.length : state.token;
  do at += by; while (state.tokens[at] && state.onlySupervised && !state.tokens[at].supervised);
  if (state.tokens[at]) openToken(at, true);
}

function toggle(name) {
  if (name === "invisible") {
    const hides = find("view").classList.toggle("hide-invisible");
    find("invisible").setAttribute("aria-pressed", String(!hides));
    return;
  }
  state[name] = !state[name];
  const control = find(name);
  if (control.type === "checkbox") control.checked = state[name];
  else control.setAttribute("aria-pressed", String(state[name]));
  if (name === "onlyRemarks") fillList(); else showRow();
}

const keys = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  ArrowRight: () => stepToken(1), ArrowLeft: () => stepToken(-1),
  Home: () => openRow(state.shown[0] ?? -1), End: () => openRow(state.shown.at(-1) ?? -1),
  s: () => toggle("onlySupervised"), e: () => toggle("onlyRemarks"), t: () => toggle("table"), w: () => toggle("invisible"),
  "/": () => find("search").focus(), "?": () => find("help").showModal(), Escape: () => find("list").focus(),
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || find("help").open) return;
  const typing = event.target === find("search");
  if (typing && !["Escape", "ArrowDown", "ArrowUp"].includes(event.key)) return;
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
find("list").addEventListener("click", event => { const item = event.target.closest("li"); if (item) openRow(Number(item.dataset.row)); });
for (const kind of ["click", "mouseover"]) {
  find("view").addEventListener(kind, event => {
    const token = event.target.closest("[data-index]");
    if (token && Number(token.dataset.index) !== state.token) openToken(Number(token.dataset.index));
  });
}
find("search").addEventListener("input", fillList);
find("filters").addEventListener("submit", event => event.preventDefault());
for (const name of ["onlySupervised", "onlyRemarks"]) find(name).addEventListener("change", () => toggle(name));
for (const name of ["table", "invisible"]) find(name).addEventListener("click", () => toggle(name));
find("previous").addEventListener("click", () => step(-1));
find("next").addEventListener("click", () => step(1));
find("keys").addEventListener("click", () => find("help").showModal());

const tokens = page.rows.reduce((sum, row) => sum + row.ids.length, 0), supervised = page.rows.reduce((sum, row) => sum + countSupervised(row), 0);
find("totals").textContent = `${page.rows.length.toLocaleString("en")} rows, ${tokens.toLocaleString("en")} tokens, ${tokens ? Math.round(100 * supervised / tokens) : 0} % supervised`;
const wanted = /^#row=(\d+)$/.exec(location.hash);
if (wanted && page.rows[wanted[1] - 1]) state.row = wanted[1] - 1;
fillList();
if (state.row >= 0) openRow(state.row);
find("list").focus();

// The list and its facets. The filter stands in the address, so that it can be kept and sent on.
import { get } from "./server.js";
import { el, kabar, node, t } from "./words.js";

const FACETS = ["keadaan", "jenis", "sebab", "kantor", "dokumen"];
const FEW = 6;
const SEARCHED = 12;

export const list = { butir: [], at: 0, jumlah: 0, menunggu: 0, diputuskan: 0, belum: false, lagi: false };
const open = new Set(["keadaan", "jenis", "sebab"]);
let moved = () => {};

export const current = () => list.butir[list.at];
export const onMove = (function_) => (moved = function_);

const filter = () => {
  const given = new URLSearchParams(location.search);
  const wanted = new URLSearchParams();
  for (const facet of FACETS) for (const value of given.getAll(facet)) wanted.append(facet, value);
  if (!given.has("keadaan")) wanted.append("keadaan", "menunggu");
  return wanted;
};
export const query = () => filter().toString();

function address(wanted) {
  history.replaceState(null, "", `/?${wanted}`);
}

export async function load(kunci) {
  el("maju").textContent = t("Daftar sedang dibaca …");
  const found = await get(`/daftar?${query()}${kunci ? `&di=${encodeURIComponent(kunci)}` : ""}`);
  if (!found.ok) {
    kabar(found.kalimat, true);
    return;
  }
  Object.assign(list, { butir: found.butir, jumlah: found.jumlah, menunggu: found.menunggu, diputuskan: found.diputuskan, belum: found.belum, lagi: found.lagi });
  facets(found.faset);
  const place = list.butir.findIndex((item) => (kunci ? item.kunci === kunci : !item.oleh));
  list.at = Math.max(0, place);
  lines();
  count();
  await moved();
}

export async function more() {
  const last = list.butir.at(-1);
  if (!list.lagi || !last) return false;
  const found = await get(`/daftar?${query()}&setelah=${encodeURIComponent(last.kunci)}`);
  if (!found.ok || !found.butir.length) return false;
  list.lagi = found.lagi;
  const known = new Set(list.butir.map((item) => item.kunci));
  list.butir.push(...found.butir.filter((item) => !known.has(item.kunci)));
  lines();
  return true;
}

// Moves by one line, or to the next that is open.
export async function move(step, open_ = false) {
  let place = list.at + step;
  for (;;) {
    if (place >= list.butir.length && step > 0 && (await more())) continue;
    if (place < 0 || place >= list.butir.length) break;
    if (!open_ || !list.butir[place].oleh) return go(place);
    place += step;
  }
  if (open_) {
    const first = list.butir.findIndex((item) => !item.oleh);
    if (first >= 0) return go(first);
  }
  return moved();
}

export async function go(place) {
  list.at = place;
  mark();
  await moved();
}

export function settle(kunci, oleh) {
  const item = list.butir.find((found) => found.kunci === kunci);
  if (!item || item.oleh) return;
  item.oleh = oleh;
  list.menunggu -= 1;
  list.diputuskan += 1;
  const line = el("daftar").children[list.butir.indexOf(item)];
  if (line) line.replaceWith(lineOf(item));
  mark();
  count();
}

export function count() {
  el("maju").textContent = t("maju", list);
  document.body.dataset.menunggu = String(list.menunggu);
  document.body.dataset.diputuskan = String(list.diputuskan);
  el("terapkan").hidden = !list.diputuskan && !list.belum;
  el("terapkan-jumlah").textContent = list.diputuskan ? `(${list.diputuskan})` : "";
  el("semua").hidden = !list.menunggu;
}

function lineOf(item) {
  const line = node("li", undefined, item.oleh ? "sudah" : "");
  line.append(node("span", item.judul, "apa"), node("span", `${item.berkas}, ${item.letak}`, "lembut"));
  if (item.oleh) line.append(node("span", t("diputuskan_oleh", { nama: item.oleh }), "lembut"));
  line.dataset.kunci = item.kunci;
  return line;
}

function lines() {
  el("daftar").replaceChildren(...list.butir.map(lineOf));
  el("lagi").hidden = !list.lagi;
  mark();
}

function mark() {
  for (const line of el("daftar").querySelectorAll("[aria-current]")) line.removeAttribute("aria-current");
  const line = el("daftar").children[list.at];
  line?.setAttribute("aria-current", "true");
  line?.scrollIntoView({ block: "nearest" });
}

// ---- facets

function facets(counts) {
  const chosen = filter();
  el("faset").replaceChildren(...counts.map(({ nama, judul, nilai }) => facetOf(nama, judul, nilai, new Set(chosen.getAll(nama)))));
}

function facetOf(facet, title, values, chosen) {
  const box = node("details");
  box.open = open.has(facet) || [...chosen].length > 0;
  box.addEventListener("toggle", () => (box.open ? open.add(facet) : open.delete(facet)));
  box.append(node("summary", title));
  const shown = node("ul");
  const draw = (few, text = "") => {
    const found = values.filter((value) => !text || value.label.toLowerCase().includes(text));
    const some = found.filter((value, place) => !few || place < FEW || chosen.has(value.nilai)).slice(0, 200);
    shown.replaceChildren(...some.map((value) => valueOf(facet, value, chosen)));
    if (few && found.length > some.length) {
      const all = node("button", t("semua_berjumlah", { jumlah: found.length }), "tautan");
      all.type = "button";
      all.addEventListener("click", () => draw(false));
      shown.append(all);
    }
  };
  if (values.length > SEARCHED) {
    const search = node("input");
    search.type = "search";
    search.setAttribute("aria-label", t("Cari"));
    search.placeholder = t("Cari");
    search.addEventListener("input", () => draw(!search.value, search.value.trim().toLowerCase()));
    box.append(search);
  }
  draw(true);
  box.append(shown);
  return box;
}

function valueOf(facet, value, chosen) {
  const line = node("li");
  const button = node("button", undefined, "nilai");
  button.type = "button";
  button.dataset.faset = facet;
  button.dataset.nilai = value.nilai;
  button.setAttribute("aria-pressed", String(chosen.has(value.nilai)));
  button.append(node("span", value.label), node("span", String(value.jumlah), "hitung"));
  button.addEventListener("click", () => choose(facet, value.nilai));
  line.append(button);
  return line;
}

export function choose(facet, value) {
  const wanted = filter();
  const kept = wanted.getAll(facet).filter((other) => other !== value);
  if (kept.length === wanted.getAll(facet).length) kept.push(value);
  wanted.delete(facet);
  for (const other of kept) wanted.append(facet, other);
  if (facet === "keadaan" && !kept.length) wanted.append(facet, "");
  address(wanted);
  return load();
}

export function clear() {
  address(new URLSearchParams());
  return load();
}

// One question: what is doubted, where it is printed, the numbers behind it with their proof, the candidates.
import { current } from "./list.js";
import { get, picture } from "./server.js";
import { el, node, t } from "./words.js";

export const card = { item: null, pilihan: 0 };
const SHOWN_PAGES = 6;

export const proofs = (bukti) => bukti.map(([holds, text]) => node("li", text, holds === null ? "entah" : holds ? "ya" : "tidak"));
const path = (item, what = "") => `/butir/${encodeURIComponent(item.kunci)}${what}`;

export function choices() {
  el("usulan").replaceChildren(
    ...card.item.usulan.map((usulan, number) => {
      const line = node("li", undefined, number === card.pilihan ? "pilihan" : "");
      line.append(node("b", String(number + 1)), document.createTextNode(usulan.label));
      const list = node("ul");
      list.append(...proofs(usulan.bukti));
      line.append(list);
      line.addEventListener("click", () => choose(number));
      return line;
    }),
  );
}

export function choose(number) {
  if (!card.item?.usulan[number]) return;
  card.pilihan = number;
  choices();
}

export async function draw() {
  const line = current();
  card.item = null;
  card.pilihan = 0;
  for (const id of ["isian", "tunggu", "fakta", "garis"]) el(id).hidden = true;
  for (const id of ["tempat", "angka-semua", "usulan"]) el(id).replaceChildren();
  el("fakta").open = el("garis").open = false;
  document.body.dataset.kunci = line ? line.kunci : "";
  document.body.classList.toggle("tabel", line?.jenis === "tabel");
  el("kosong").hidden = Boolean(line);
  for (const id of ["asal", "judul", "penjelasan", "anjuran"]) el(id).textContent = "";
  if (!line) return;
  el("asal").textContent = `${line.berkas}, ${line.letak}`;
  el("judul").textContent = line.judul;
  const found = await get(path(line));
  if (current() !== line) return;
  if (!found.ok) {
    el("penjelasan").textContent = found.kalimat;
    return;
  }
  card.item = found;
  el("asal").textContent = `${found.berkas}, ${found.letak} · ${found.alasan}${found.oleh ? ` · ${t("butir_diputuskan_oleh", { nama: found.oleh })}` : ""}`;
  el("penjelasan").textContent = found.penjelasan;
  el("anjuran").textContent = found.anjuran;
  el("fakta").hidden = false;
  el("garis").hidden = !found.teks;
  for (const button of document.querySelectorAll("[data-hanya-nama]")) button.hidden = found.jenis !== "nama";
  choices();
  el("kartu").focus({ preventScroll: true });
  scrollTo({ top: 0 });
  await Promise.all([place(found), numbers(found)]);
}

// The numbers behind a finding come later than the finding: what each correction proves has to be tried.
async function numbers(item) {
  if (item.jenis === "nama" || item.jenis === "skala") return;
  el("tunggu").hidden = false;
  const found = await get(path(item, "/angka"));
  if (card.item !== item) return;
  item.angka = found.ok ? found.angka : [];
  if (found.ok) item.usulan.push(...found.usulan);
  el("tunggu").hidden = true;
  choices();
  el("angka-semua").replaceChildren(...rowsOf(item.angka).map(rowOf));
}

// 'target/12/1/anggaran_rp' and 'target_bulanan/12/3/nilai' are numbers of one printed row.
function rowsOf(angka) {
  const rows = new Map();
  for (const found of angka) {
    const [tabel, baris, bagian] = found.kunci.split("/");
    const months = tabel === "target_bulanan";
    const key = months ? `target/${baris}/1` : `${tabel}/${baris}/${bagian}`;
    if (!rows.has(key)) rows.set(key, { apa: months ? "" : found.apa, angka: [] });
    rows.get(key).angka.push({ ...found, kepala: months ? `B${bagian.padStart(2, "0")}` : found.kolom });
  }
  return [...rows.values()];
}

function rowOf(row) {
  const box = node("li");
  box.append(node("div", row.apa, "lembut"));
  const cells = node("div", undefined, "sel");
  for (const found of row.angka) {
    const cell = node("button", undefined, `angka ${found.bukti ?? ""}`);
    cell.type = "button";
    cell.dataset.angka = found.kunci;
    cell.title = found.status ?? t("tidak ada angka");
    cell.append(node("small", found.kepala), node("b", found.nilai), node("i", found.status ?? "–"));
    cells.append(cell);
  }
  box.append(cells);
  return box;
}

async function place(item) {
  if (item.gambar) {
    const gone = (image) => image.replaceWith(node("p", t("Berkasnya tidak ada lagi di tempatnya, atau halamannya tidak dapat digambar."), "lembut"));
    const pages = item.halaman.length ? item.halaman.slice(0, SHOWN_PAGES).map((halaman) => `/gambar?utuh=${halaman}`) : ["/gambar"];
    el("tempat").replaceChildren(...pages.map((page) => picture(path(item, page), t("potongan_halaman", item), gone)));
    return;
  }
  const found = await get(path(item, "/baris"));
  if (!found.ok || card.item !== item) return;
  const text = node("pre");
  for (const [number, line] of found.baris) text.append(node(number === found.ini ? "mark" : "span", `${number}  ${line}\n`));
  if (found.baris.length) el("tempat").replaceChildren(text);
}

// The next picture is cut while this one is looked at.
export function warm(line) {
  if (line?.gambar) new Image().src = path(line, "/gambar");
}

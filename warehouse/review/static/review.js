// The review page: keys and buttons decide. No library, no build step.
import { card, choose as chooseCandidate, draw, warm } from "./card.js";
import { apply, askAll, askName, decideAll, saveName } from "./dialogs.js";
import { correct, facts, leave, submitted, write } from "./form.js";
import { clear, count, current, go, list, load, more, move, onMove, settle } from "./list.js";
import { send } from "./server.js";
import { texts, writeLine } from "./texts.js";
import { el, kabar, t } from "./words.js";

let sibuk = false;

onMove(async () => {
  document.body.classList.remove("daftar-terbuka");
  await draw();
  warm(list.butir[list.at + 1]);
});

async function decide(tindakan, nilai) {
  const item = card.item;
  if (!item || sibuk) return;
  if (!document.body.dataset.oleh) return askName();
  const line = current();
  if (line?.oleh) {
    kabar(t("terlambat_diputuskan", { nama: line.oleh }), true);
    return;
  }
  sibuk = true;
  const found = await send("/putuskan", { kunci: item.kunci, tindakan, nilai });
  sibuk = false;
  if (!found.ok) {
    kabar(found.kalimat, true);
    if (el("isian").hidden) await load(item.kunci);
    return;
  }
  kabar(t("tercatat_di", found));
  if (tindakan === "tolak" || (item.jenis === "tabel" && tindakan === "koreksi")) {
    await draw();
    return;
  }
  settle(item.kunci, found.oleh);
  await move(1, true);
}

async function takeBack() {
  const found = await send("/batalkan");
  kabar(found.kalimat, !found.ok);
  if (found.ok) await load(found.kunci || document.body.dataset.kunci);
}

const KEYS = {
  a: () => {
    const usulan = card.item?.usulan[card.pilihan];
    if (usulan) decide("terima", usulan.nilai);
    else if (card.item) kabar(t("Tidak ada usulan: tekan C atau B."), true);
  },
  c: () => correct(),
  n: () => move(1, true),
  j: () => move(1),
  k: () => move(-1),
  b: () => card.item?.jenis === "nama" && write("baru"),
  r: () => card.item?.jenis === "nama" && card.item.usulan[card.pilihan] && decide("tolak", card.item.usulan[card.pilihan].nilai),
  d: () => decide("dokumen_salah", ""),
  u: takeBack,
  f: () => {
    el("fakta").open = true;
    el("fakta").scrollIntoView({ block: "center" });
  },
  l: () => document.body.classList.toggle("daftar-terbuka"),
  "?": () => el("bantuan").showModal(),
};
KEYS.o = KEYS.c;
KEYS.s = KEYS.n;
KEYS.arrowright = KEYS.j;
KEYS.arrowleft = KEYS.k;
KEYS.enter = KEYS.a;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input, select, textarea")) {
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && event.target === el("angka")) {
      event.preventDefault();
      el("nilai").focus();
    }
    return;
  }
  if (event.key === "Enter" && event.target.matches("button, summary")) return;
  const key = event.key.toLowerCase();
  if (/^[1-9]$/.test(key)) chooseCandidate(Number(key) - 1);
  else if (KEYS[key]) {
    event.preventDefault();
    if (!event.repeat) {
      kabar("");
      KEYS[key]();
    }
  }
});

el("isian").addEventListener("submit", (event) => {
  event.preventDefault();
  submitted(decide);
});
el("tombol").addEventListener("click", (event) => {
  const key = event.target.closest("button")?.dataset.kunci;
  if (key === "lainnya") el("tombol").classList.toggle("semua");
  else if (key) KEYS[key]();
});
el("daftar").addEventListener("click", (event) => {
  const line = event.target.closest("li");
  if (line) go([...el("daftar").children].indexOf(line));
});
el("angka-semua").addEventListener("click", (event) => {
  const cell = event.target.closest("[data-angka]");
  if (cell) correct(cell.dataset.angka);
});
el("siapa-isi").addEventListener("submit", (event) => {
  event.preventDefault();
  saveName();
});
el("semua-tanya").addEventListener("click", (event) => {
  const tindakan = event.target.closest("[data-tindakan]")?.dataset.tindakan;
  if (tindakan) decideAll(tindakan);
});
for (const button of document.querySelectorAll("[data-tutup]")) button.addEventListener("click", () => button.closest("dialog").close());
const noted = () => {
  list.belum = true;
  count();
};
el("fakta").addEventListener("toggle", () => el("fakta").open && facts(noted));
el("garis").addEventListener("toggle", () => el("garis").open && texts(noted));
el("garis-isi").addEventListener("submit", (event) => {
  event.preventDefault();
  if (document.body.dataset.oleh) writeLine(el("garis-isi"), noted);
  else askName();
});
el("lagi").addEventListener("click", more);
el("bersihkan").addEventListener("click", clear);
el("buka-daftar").addEventListener("click", KEYS.l);
el("tutup-daftar").addEventListener("click", KEYS.l);
el("buka-bantuan").addEventListener("click", KEYS["?"]);
el("oleh").addEventListener("click", askName);
el("semua").addEventListener("click", () => (document.body.dataset.oleh ? askAll() : askName()));
el("terapkan").addEventListener("click", () => (document.body.dataset.oleh ? apply() : askName()));

load();
if (!document.body.dataset.oleh) askName();

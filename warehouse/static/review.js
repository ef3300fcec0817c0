// The review page: keys decide, every text is set as text. No library, no build step.
"use strict";

const el = (id) => document.getElementById(id);
const klien = crypto.randomUUID();
const kata = JSON.parse(document.documentElement.dataset.kata);
// The page speaks Indonesian; in English, kata holds the other words.
const t = (text, values = {}) => (kata[text] ?? text).replace(/\{(\w+)\}/g, (_, name) => values[name]);
const HINTS = { lain: t("Nilai lain"), baru: t("Id indikator baru (kosong: id sementaranya)") };
let butir = [];
let at = 0;
let pilihan = 0;
let menulis = null;
let sibuk = false;

function kabar(text, salah = false) {
  el("kabar").textContent = text;
  el("kabar").className = salah ? "salah" : "";
}

function node(name, text, kelas) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kelas) made.className = kelas;
  return made;
}

async function send(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Tinjauan": "1" },
    body: JSON.stringify({ klien, ...body }),
  });
  const found = await answer.json().catch(() => ({ kalimat: t("Permintaan ditolak.") }));
  return { ok: answer.ok, ...found };
}

const shown = () => butir.filter((item) => !el("jenis").value || item.jenis === el("jenis").value);
const current = () => shown()[at];

function next(step = 1) {
  const items = shown();
  for (let n = 1; n <= items.length; n += 1) {
    const place = (at + step * n + items.length * n) % items.length;
    if (!items[place].oleh) {
      at = place;
      pilihan = 0;
      return draw();
    }
  }
  return draw();
}

function choices(item) {
  el("usulan").replaceChildren(
    ...item.usulan.map((usulan, number) => {
      const line = node("li", undefined, number === pilihan ? "pilihan" : "");
      line.append(node("b", String(number + 1)), document.createTextNode(usulan.label));
      const list = node("ul");
      for (const [holds, text] of usulan.bukti) list.append(node("li", text, holds === null ? "entah" : holds ? "ya" : "tidak"));
      line.append(list);
      line.addEventListener("click", () => {
        pilihan = number;
        choices(item);
      });
      return line;
    }),
  );
}

async function draw() {
  const items = shown();
  const open = items.filter((item) => !item.oleh).length;
  el("maju").textContent = t("{selesai} dari {semua} diputuskan", { selesai: items.length - open, semua: items.length });
  const item = current();
  menulis = null;
  el("isian").hidden = true;
  el("tempat").replaceChildren();
  document.body.dataset.kunci = item ? item.kunci : "";
  document.body.dataset.terbuka = String(open);
  if (!item) {
    for (const id of ["asal", "penjelasan", "anjuran"]) el(id).textContent = "";
    el("usulan").replaceChildren();
    el("judul").textContent = t("Tidak ada yang menunggu keputusan.");
    return;
  }
  el("asal").textContent = `${item.berkas}, ${item.letak} · ${item.alasan}${item.oleh ? ` · ${t("sudah diputuskan oleh {nama}", { nama: item.oleh })}` : ""}`;
  el("judul").textContent = item.judul;
  el("penjelasan").textContent = item.penjelasan;
  el("anjuran").textContent = item.anjuran;
  for (const button of document.querySelectorAll('[data-kunci="n"], [data-kunci="r"]')) button.hidden = item.jenis !== "nama";
  choices(item);
  el("kartu").focus();
  await place(item);
}

async function place(item) {
  if (item.gambar) {
    const picture = node("img");
    picture.alt = t("Potongan {letak} {berkas}", item);
    picture.addEventListener("error", () => picture.replaceWith(node("p", t("Berkasnya tidak ada lagi di tempatnya."), "lembut")));
    picture.src = `/butir/${encodeURIComponent(item.kunci)}/gambar`;
    el("tempat").replaceChildren(picture);
    return;
  }
  const answer = await fetch(`/butir/${encodeURIComponent(item.kunci)}/baris`);
  if (!answer.ok || current() !== item) return;
  const found = await answer.json();
  const text = node("pre");
  for (const [number, line] of found.baris) text.append(node(number === found.ini ? "mark" : "span", `${number}  ${line}\n`));
  if (found.baris.length) el("tempat").replaceChildren(text);
}

async function decide(tindakan, nilai) {
  const item = current();
  if (!item || sibuk) return;
  if (item.oleh) {
    kabar(t("Sudah diputuskan oleh {nama}.", { nama: item.oleh }), true);
    return;
  }
  sibuk = true;
  const oleh = el("oleh").value.trim();
  try {
    const found = await send("/putuskan", { kunci: item.kunci, tindakan, nilai, oleh });
    if (found.ok) {
      kabar(t("Tercatat di {berkas}: {kalimat}", found));
      if (tindakan === "tolak") {
        await load(item.kunci);
      } else {
        item.oleh = oleh || t("Anda");
        next();
      }
    } else {
      kabar(found.kalimat, true);
      await load(item.kunci);
    }
  } catch {
    kabar(t("Peladen tidak menjawab; keputusan ini belum tercatat."), true);
  } finally {
    sibuk = false;
  }
}

function write(tindakan) {
  const item = current();
  if (!item) return;
  menulis = tindakan;
  el("isian-label").textContent = tindakan === "lain" && item.jenis === "nama" ? t("Id indikator yang dimaksud") : HINTS[tindakan];
  el("isian").hidden = false;
  el("nilai").value = "";
  el("nilai").focus();
}

async function takeBack() {
  const found = await send("/batalkan", {});
  kabar(found.kalimat, !found.ok);
  await load(found.kunci || document.body.dataset.kunci);
}

async function load(kunci) {
  el("maju").textContent = t("Daftar sedang dibaca …");
  const answer = await fetch("/butir");
  if (!answer.ok) {
    kabar((await answer.json().catch(() => ({}))).kalimat || t("Daftar tidak dapat dibaca."), true);
    return;
  }
  butir = await answer.json();
  const items = shown();
  const first = items.findIndex((item) => (kunci ? item.kunci === kunci : !item.oleh));
  at = first < 0 ? 0 : first;
  pilihan = 0;
  await draw();
}

const KEYS = {
  a: () => {
    const usulan = current()?.usulan[pilihan];
    if (usulan) decide("terima", usulan.nilai);
    else kabar(t("Tidak ada usulan: tekan O atau N."), true);
  },
  o: () => write("lain"),
  n: () => current()?.jenis === "nama" && write("baru"),
  r: () => current()?.jenis === "nama" && current().usulan[pilihan] && decide("tolak", current().usulan[pilihan].nilai),
  d: () => decide("dokumen_salah", ""),
  s: () => next(),
  k: () => next(-1),
  u: takeBack,
};
KEYS.j = KEYS.s;
KEYS.arrowright = KEYS.s;
KEYS.arrowleft = KEYS.k;
KEYS.enter = KEYS.a;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select, textarea")) {
    if (event.key === "Escape") {
      event.target.blur();
      draw();
    }
    return;
  }
  if (event.key === "Enter" && event.target.matches("button")) return;
  const item = current();
  if (/^[1-9]$/.test(event.key) && item && item.usulan[Number(event.key) - 1]) {
    pilihan = Number(event.key) - 1;
    choices(item);
  } else if (KEYS[event.key.toLowerCase()]) {
    event.preventDefault();
    if (!event.repeat) {
      kabar("");
      KEYS[event.key.toLowerCase()]();
    }
  }
});
el("isian").addEventListener("submit", (event) => {
  event.preventDefault();
  const nilai = el("nilai").value.trim();
  if (menulis === "lain" && !nilai) return;
  decide(menulis, nilai);
});
el("tombol").addEventListener("click", (event) => {
  const key = event.target.closest("button")?.dataset.kunci;
  if (key) KEYS[key]();
});
el("jenis").addEventListener("change", () => {
  at = 0;
  el("jenis").blur();
  load();
});
load();

// The review page: keys decide, every text is set as text. No library, no build step.
"use strict";

const el = (id) => document.getElementById(id);
const klien = crypto.randomUUID();
const kata = JSON.parse(document.documentElement.dataset.kata);
// The page speaks Indonesian; in English, kata holds the other words.
const t = (text, values = {}) => (kata[text] ?? text).replace(/\{(\w+)\}/g, (_, name) => values[name]);
const HINTS = { lain: t("Nilai lain"), baru: t("Id indikator baru (kosong: id sementaranya)"), koreksi: t("Seharusnya") };
const WAYS = { koreksi: t("Enter mencoba hitungannya, Enter lagi menyimpan, Esc batal") };
let butir = [];
let at = 0;
let pilihan = 0;
let menulis = null;
let dicoba = null;
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

const proofs = (bukti) => bukti.map(([holds, text]) => node("li", text, holds === null ? "entah" : holds ? "ya" : "tidak"));

function choices(item) {
  el("usulan").replaceChildren(
    ...item.usulan.map((usulan, number) => {
      const line = node("li", undefined, number === pilihan ? "pilihan" : "");
      line.append(node("b", String(number + 1)), document.createTextNode(usulan.label));
      const list = node("ul");
      list.append(...proofs(usulan.bukti));
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
  el("tunggu").hidden = true;
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
  await Promise.all([place(item), numbers(item)]);
}

// The numbers behind a finding come later than the finding: what each correction proves has to be tried.
async function numbers(item) {
  if (item.jenis === "nama" || item.jenis === "skala" || item.angka) return;
  el("tunggu").hidden = false;
  const answer = await fetch(`/butir/${encodeURIComponent(item.kunci)}/angka`);
  const found = answer.ok ? await answer.json() : { angka: [], usulan: [] };
  if (!item.angka) {
    item.angka = found.angka;
    item.usulan.push(...found.usulan);
  }
  if (current() !== item) return;
  el("tunggu").hidden = true;
  choices(item);
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
  dicoba = null;
  const koreksi = tindakan === "koreksi";
  el("isian-label").textContent = tindakan === "lain" && item.jenis === "nama" ? t("Id indikator yang dimaksud") : HINTS[tindakan];
  el("isian-cara").textContent = WAYS[tindakan] || t("Enter menyimpan, Esc batal");
  el("angka-label").hidden = !koreksi;
  if (koreksi) el("angka").replaceChildren(...options(item));
  el("coba").replaceChildren();
  el("isian").hidden = false;
  el("nilai").value = "";
  el(koreksi ? "angka" : "nilai").focus();
}

function options(item) {
  const made = item.angka.map((angka) => new Option(`${angka.nama}: ${angka.nilai}`, angka.kunci));
  const months = item.angka.filter((angka) => angka.kunci.startsWith("target_bulanan/"));
  if (months.length === 12) {
    made.unshift(new Option(t("dua belas bulan: {isi}", { isi: months.map((angka) => angka.nilai).join(" ") }), months[0].kunci.replace(/\/\d+\/nilai$/, "/*/nilai")));
  }
  return made;
}

function other() {
  const item = current();
  if (!item) return;
  if (item.jenis === "nama" || item.jenis === "skala") write("lain");
  else if (item.angka?.length) write("koreksi");
  else kabar(item.angka ? t("Temuan ini bukan tentang angka tertentu: terima, atau nyatakan dokumennya salah.") : t("Angkanya masih dibaca."), true);
}

async function tryOut(nilai) {
  const item = current();
  const found = await send(`/butir/${encodeURIComponent(item.kunci)}/coba`, { nilai });
  if (current() !== item || menulis !== "koreksi") return;
  dicoba = found.ok ? nilai : null;
  el("coba").replaceChildren(...proofs(found.ok ? found.bukti : [[false, found.kalimat]]));
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
  o: other,
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
    } else if (event.key === "Enter" && event.target === el("angka")) {
      event.preventDefault();
      el("nilai").focus();
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
  if (menulis !== "baru" && !nilai) return;
  const text = menulis === "koreksi" ? `${el("angka").value}=${nilai}` : nilai;
  if (menulis === "koreksi" && dicoba !== text) tryOut(text);
  else decide(menulis, text);
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

// What is written: another value, a new indicator, a number put right (tried first), a fact of the document.
import { card, proofs } from "./card.js";
import { get, send } from "./server.js";
import { el, kabar, node, t } from "./words.js";

const HINTS = { lain: t("Nilai lain"), baru: t("Id indikator baru (kosong: id sementaranya)"), koreksi: t("Seharusnya") };
const form = { menulis: null, dicoba: null };

export function write(tindakan, kunci) {
  const item = card.item;
  if (!item) return;
  form.menulis = tindakan;
  form.dicoba = null;
  const koreksi = tindakan === "koreksi";
  el("isian-label").textContent = tindakan === "lain" && item.jenis === "nama" ? t("Id indikator yang dimaksud") : HINTS[tindakan];
  el("isian-cara").textContent = koreksi ? t("Enter mencoba hitungannya, Enter lagi menyimpan, Esc batal") : t("Enter menyimpan, Esc batal");
  el("angka-label").hidden = !koreksi;
  if (koreksi) el("angka").replaceChildren(...options(item));
  if (kunci) el("angka").value = kunci;
  el("coba").replaceChildren();
  el("isian").hidden = false;
  el("nilai").value = "";
  el(koreksi && !kunci ? "angka" : "nilai").focus();
}

function options(item) {
  const made = item.angka.map((angka) => new Option(`${angka.nama}: ${angka.nilai}`, angka.kunci));
  const months = item.angka.filter((angka) => angka.kunci.startsWith("target_bulanan/"));
  if (months.length === 12) {
    const all = t("bulan_dua_belas", { isi: months.map((angka) => angka.nilai).join(" ") });
    made.unshift(new Option(all, months[0].kunci.replace(/\/\d+\/nilai$/, "/*/nilai")));
  }
  return made;
}

export function correct(kunci) {
  const item = card.item;
  if (!item) return;
  if (item.jenis === "nama" || item.jenis === "skala") write("lain");
  else if (item.angka?.length) write("koreksi", kunci);
  else kabar(item.angka ? t("Temuan ini bukan tentang angka tertentu: terima, atau nyatakan dokumennya salah.") : t("Angkanya masih dibaca."), true);
}

// Called by Enter: the first tries a correction, the second gives it to `decide`.
export async function submitted(decide) {
  const nilai = el("nilai").value.trim();
  if (form.menulis !== "baru" && !nilai) return;
  const text = form.menulis === "koreksi" ? `${el("angka").value}=${nilai}` : nilai;
  if (form.menulis !== "koreksi" || form.dicoba === text) {
    await decide(form.menulis, text);
    return;
  }
  const item = card.item;
  const found = await send(`/butir/${encodeURIComponent(item.kunci)}/coba`, { nilai: text });
  if (card.item !== item || form.menulis !== "koreksi") return;
  form.dicoba = found.ok ? text : null;
  el("coba").replaceChildren(...proofs(found.ok ? found.bukti : [[false, found.kalimat]]));
}

export function leave() {
  form.menulis = null;
  el("isian").hidden = true;
  el("kartu").focus({ preventScroll: true });
}

// ---- facts of the document

export async function facts(done) {
  const item = card.item;
  if (!item) return;
  const found = await get(`/dokumen/${encodeURIComponent(item.doc_id)}`);
  if (card.item !== item) return;
  el("fakta-isi").replaceChildren(...(found.fakta ?? []).map((fact) => factOf(item, fact, done)));
  if (!found.ok) kabar(found.kalimat, true);
}

function factOf(item, fact, done) {
  const label = node("label", `${fact.judul} `);
  const field = node(fact.pilihan.length ? "select" : "input");
  if (fact.pilihan.length) {
    field.append(new Option(`– ${fact.terbaca ?? ""}`, ""), ...fact.pilihan.map(([value, name]) => new Option(name === value ? value : `${name} (${value})`, value)));
  } else {
    field.placeholder = fact.terbaca ?? (fact.kolom === "tanggal" ? "2025-01-31" : "2025");
  }
  field.value = fact.nilai ?? "";
  field.dataset.fakta = fact.kolom;
  field.addEventListener("change", async () => {
    const given = { kolom: fact.kolom, nilai: field.value.trim(), kunci: item.kunci };
    const answer = await send(`/dokumen/${encodeURIComponent(item.doc_id)}/fakta`, given);
    kabar(answer.ok ? t("tercatat_di", answer) : answer.kalimat, !answer.ok);
    await facts(done);
    if (answer.ok) done();
  });
  label.append(field);
  const told = fact.oleh ? t("terbaca_ditulis", { terbaca: fact.terbaca ?? "–", oleh: fact.oleh }) : t("terbaca_saja", { terbaca: fact.terbaca ?? "–" });
  label.append(node("span", told, "lembut"));
  return label;
}

// Who decides; one decision for all of a cause; decisions applied, and what that changed.
import { list, load, query } from "./list.js";
import { get, send } from "./server.js";
import { el, kabar, node, t } from "./words.js";

const LOOK = 700;

// ---- the reviewer

export function askName() {
  el("nama").value = document.body.dataset.oleh || document.body.dataset.usul;
  el("siapa").showModal();
  el("nama").select();
}

export async function saveName() {
  const nama = el("nama").value.trim();
  if (!nama) return;
  const found = await send("/peninjau", { nama });
  if (!found.ok) {
    kabar(found.kalimat, true);
    return;
  }
  document.body.dataset.oleh = found.nama;
  el("oleh").textContent = found.nama;
  el("siapa").close();
}

// ---- all of a cause

let settled = null;

export async function askAll() {
  el("semua-isi").textContent = t("Menghitung apa yang diselesaikannya …");
  for (const button of el("semua-tanya").querySelectorAll("[data-tindakan]")) button.disabled = true;
  el("semua-tanya").showModal();
  settled = await get(`/semua?${query()}`);
  if (!settled.ok) {
    el("semua-isi").textContent = settled.kalimat;
    return;
  }
  const told = [t("semua_akan", settled)];
  if (settled.satu_satu) told.push(t("satu_per_satu", settled));
  el("semua-isi").textContent = told.join(" ");
  for (const button of el("semua-tanya").querySelectorAll("[data-tindakan]")) button.disabled = !settled.temuan;
}

export async function decideAll(tindakan) {
  const given = { tindakan, catatan: el("semua-catatan").value, jumlah: String(settled.temuan) };
  const found = await send(`/semua?${query()}`, given);
  el("semua-tanya").close();
  kabar(found.ok ? t("tercatat_di", found) : found.kalimat, !found.ok);
  await load();
}

// ---- apply

let shown = 0;

export async function apply() {
  const found = await send("/terapkan");
  if (!found.ok) {
    kabar(found.kalimat, true);
    return;
  }
  shown = found.nomor;
  el("hasil").showModal();
  await follow();
}

async function follow() {
  for (;;) {
    const now = await get("/terapkan");
    el("hasil-keadaan").textContent = !now.ok ? now.kalimat : now.keadaan === "berjalan" ? progress(now) : "";
    document.body.dataset.penerapan = now.keadaan ?? "";
    if (!now.ok || now.nomor !== shown) return;
    if (now.keadaan === "gagal") {
      el("hasil-keadaan").textContent = now.kalimat;
      return;
    }
    if (now.keadaan === "selesai") return done(now);
    await new Promise((later) => setTimeout(later, LOOK));
  }
}

const progress = (now) =>
  now.dibaca.length ? t("dibaca_lagi_sampai", { nomor: now.dibaca.length, dari: now.dari, langkah: now.langkah }) : t("sedang_diterapkan", now);

async function done(now) {
  const found = await get("/perubahan");
  const before = { sebelum: now.sebelum, sesudah: found.menunggu };
  el("hasil-keadaan").textContent = [
    t("jumlah_dibaca_lagi", { jumlah: now.dibaca.length }),
    t("jumlah_perubahan", { jumlah: found.jumlah ?? 0 }),
    t("menunggu_dari_ke", before),
  ].join(" ");
  el("hasil-isi").replaceChildren(...(found.perubahan ?? []).map(changeOf));
  await load();
  if (list.diputuskan) kabar(t("Keputusan yang tidak mengubah apa pun tetap terbuka: lihat lagi yang masih di daftar."));
}

function changeOf(change) {
  const line = node("li");
  line.append(node("div", `${change.berkas ?? ""} · ${change.apa}`, "lembut"));
  if (change.sebelum !== null || change.sesudah !== null) {
    line.append(node("del", change.sebelum ?? "–"), document.createTextNode(" → "), node("ins", change.sesudah ?? "–"));
  } else {
    line.append(node("span", change.perubahan));
  }
  return line;
}

// A RO line that was lost, a text that is wrong: written by a person, proved when it is applied.
import { card } from "./card.js";
import { get, send } from "./server.js";
import { el, kabar, node, t } from "./words.js";

const path = (item, what) => `/butir/${encodeURIComponent(item.kunci)}/${what}`;

export async function texts(done) {
  const item = card.item;
  if (!item) return;
  const found = await get(path(item, "teks"));
  if (card.item !== item) return;
  if (!found.ok) {
    kabar(found.kalimat, true);
    return;
  }
  el("garis-isi").hidden = !found.baris.length;
  el("setelah").replaceChildren(...found.baris.map((row) => new Option(row.apa, row.setelah)));
  if (found.baris.length) el("setelah").selectedIndex = found.baris.length - 1;
  el("teks-isi").replaceChildren(...found.teks.map((text) => textOf(item, text, done)));
}

function textOf(item, text, done) {
  const label = node("label", `${text.kolom}${text.kode ? ` ${text.kode}` : ""} `);
  const field = node("textarea");
  field.value = text.nilai ?? "";
  field.rows = 2;
  field.dataset.teks = text.kunci;
  field.addEventListener("change", async () => told(await send(path(item, "teks"), { teks: text.kunci, nilai: field.value.trim() }), done));
  label.append(field);
  return label;
}

export async function writeLine(form, done) {
  const item = card.item;
  if (!item) return;
  if (told(await send(path(item, "ro"), Object.fromEntries(new FormData(form))), done)) form.reset();
}

function told(answer, done) {
  kabar(answer.ok ? t("tercatat_di", answer) : answer.kalimat, !answer.ok);
  if (answer.ok) done();
  return answer.ok;
}

// What is asked of the server on this computer.
import { t } from "./words.js";

const klien = crypto.randomUUID();
const WAIT = 1000;

// An answer in JSON with `ok`; a refusal has its sentence in `kalimat`. What is busy (503) is asked again.
async function asked(path, options) {
  for (;;) {
    const answer = await fetch(path, options).catch(() => null);
    if (answer?.status === 503) {
      await new Promise((done) => setTimeout(done, WAIT));
      continue;
    }
    const found = await answer?.json().catch(() => null);
    if (!answer) return { ok: false, kalimat: t("Peladen tidak menjawab; yang terakhir belum tercatat.") };
    return { ok: answer.ok, ...(found ?? { kalimat: t("Permintaan ditolak.") }) };
  }
}

export const get = (path) => asked(path, {});
export const send = (path, body = {}) =>
  asked(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Tinjauan": "1" },
    body: JSON.stringify({ klien, ...body }),
  });

// A picture that is being drawn for others as well comes a little later; one that cannot be drawn calls `gone`.
export function picture(path, alt, gone) {
  const made = document.createElement("img");
  made.alt = alt;
  made.loading = "lazy";
  made.addEventListener("error", async () => {
    const answer = await fetch(path).catch(() => null);
    if (answer?.status === 503) setTimeout(() => (made.src = `${path}${path.includes("?") ? "&" : "?"}lagi=${Date.now()}`), WAIT);
    else gone(made);
  });
  made.src = path;
  return made;
}

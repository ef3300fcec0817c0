// Elements and words: every text is set as text, in the language of the page.

export const el = (id) => document.getElementById(id);
const kata = JSON.parse(document.documentElement.dataset.kata);
// A code, or an Indonesian text without values; kata holds the words of all codes, and in English those of the texts.
export const t = (text, values = {}) => (kata[text] ?? text).replace(/\{(\w+)\}/g, (_, name) => values[name]);

export function node(name, text, kelas) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  if (kelas) made.className = kelas;
  return made;
}

export function kabar(text, salah = false) {
  el("kabar").textContent = text;
  el("kabar").className = salah ? "salah" : "";
}

/** How much two addresses look alike. Pure; runs in the browser. */

/** The words of an address: `/runbooks/Cluster_etat/` → `runbooks cluster etat`. */
export function addressWords(path: string): string {
  let text = path;
  try {
    text = decodeURIComponent(path);
  } catch {
    // It stays as it was typed.
  }
  return text
    .normalize('NFD')
    .replace(/\p{M}|\.html?$|index$/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim();
}

/** From 0 to 1: the share of their pairs of letters that both have (Dice). */
export function likeness(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)];
  const both = left.filter((pair) => {
    const at = right.indexOf(pair);
    if (at >= 0) right.splice(at, 1);
    return at >= 0;
  });
  const total = left.length + pairs(b).length;
  return total === 0 ? 0 : (2 * both.length) / total;
}

function pairs(text: string): string[] {
  const letters = [...` ${text} `];
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

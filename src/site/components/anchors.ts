/** Anchors of a page: each is given once, to what asks for it first. */
const given = new WeakMap<object, Set<string>>();

/**
 * The anchor, unless something on the page has it already.
 * @param page what is one and the same for all components of a page: its request.
 */
export function claimAnchor(page: object, anchor: string | undefined): string | undefined {
  const taken = given.get(page) ?? new Set();
  given.set(page, taken);
  if (anchor === undefined || taken.has(anchor)) return undefined;
  taken.add(anchor);
  return anchor;
}

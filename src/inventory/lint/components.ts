/**
 * Connected components of a graph given by its edges (union-find, nearly linear).
 * @returns the representative of a node's component; a node without edges stands for itself.
 */
export function components(edges: Iterable<readonly [string, string]>): (node: string) => string {
  const parent = new Map<string, string>();
  function find(node: string): string {
    let root = node;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    for (let at = node; at !== root; ) {
      const next = parent.get(at) as string;
      parent.set(at, root);
      at = next;
    }
    return root;
  }
  for (const [a, b] of edges) {
    const [left, right] = [find(a), find(b)];
    if (left !== right) parent.set(left, right);
  }
  return find;
}

/** Names of runbooks. Pure, and free of imports: `runbook list` reads it. */

/** `runbooks/create-cluster.mdx` → `create-cluster`: what the CLI calls a runbook. */
export function runbookName(file: string): string {
  return (file.split('/').at(-1) as string).replace(/\.mdx$/, '');
}

/** The YAML between the `---` lines at the head of a page; undefined without them. */
export function frontmatterText(page: string): string | undefined {
  return /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?^---[ \t]*$/m.exec(page)?.[1];
}

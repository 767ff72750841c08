/** The schema of a runbook's frontmatter: ours, and what the site's pages may carry. */
import { z } from 'zod';

const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const text = z.string().min(1, 'a text that is not empty');
const regularExpression = z.string().refine(compiles, 'a regular expression');

const param = z.strictObject({
  type: z.enum(['string', 'number', 'boolean', 'address', 'host']).default('string'),
  description: z.string().optional(),
  pattern: regularExpression.optional(),
  /** A template; numbers and booleans are taken as written. */
  default: scalar.optional(),
});

const secret = z
  .strictObject({ description: z.string().optional(), command: text.optional() })
  .nullable();

/** Keys that the documentation site reads; the runbook leaves them alone. */
const PAGE_KEYS = `banner draft editUrl head hero lastUpdated next pagefind prev sidebar slug
  tableOfContents template`.split(/\s+/);

export const frontmatterSchema = z.strictObject({
  title: text,
  description: z.string().default(''),
  targets: text.optional(),
  params: z.record(z.string().regex(NAME), param).nullish(),
  secrets: z.record(z.string().regex(NAME), secret).nullish(),
  order: z.enum(['by-step', 'by-host']).default('by-step'),
  parallel: z.number().int().positive('a number of hosts, 1 or more').optional(),
  invariants: z.array(text).nullish(),
  historical: z.boolean().default(false),
  ...Object.fromEntries(PAGE_KEYS.map((key) => [key, z.unknown().optional()])),
});

export type FrontmatterData = z.output<typeof frontmatterSchema>;

/** Keys that may stand at a path of the frontmatter, for "did you mean". */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(frontmatterSchema.shape);
  if (path[0] === 'params') return Object.keys(param.shape);
  return ['description', 'command'];
}

function compiles(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}

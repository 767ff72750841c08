/**
 * The runbook model: what an executable MDX page says, with its places.
 *
 * Texts are templates as the author wrote them; `template/` resolves them. Pure data.
 */
import type { Place } from '../problem/problem.ts';

/** The role of a code block inside a step. One of `run`, `put`, `manual` is the step's action. */
export type BlockRole =
  | 'run'
  | 'put'
  | 'manual'
  | 'check'
  | 'verify'
  | 'undo'
  | 'expect'
  | 'answer';
export type ActionRole = 'run' | 'put' | 'manual';

/** Options of a fence, parsed and typed. Absent options are undefined. */
export interface BlockOptions {
  /** Only on the action block. Unique in the file; the identity of the step. */
  readonly id?: string;
  /** Target selector: host names or roles, comma-separated, e.g. `node1` or `hypervisor,proxy1`. */
  readonly on?: string;
  /** The first character of `on`'s value. */
  readonly onPlace?: Place;
  readonly sudo?: boolean;
  readonly timeoutMs?: number;
  /** `put`: absolute path on the target (a template). */
  readonly path?: string;
  /** The first character of `path`: template errors point inside. */
  readonly pathPlace?: Place;
  /** `put`: octal mode, e.g. `0755`. Kept, or 0644 for a new file, when absent. */
  readonly mode?: string;
  /** `put`: `user` or `user:group`. Kept when absent. */
  readonly owner?: string;
  /** `verify`: how many more tries, and how long between two. */
  readonly retries?: number;
  readonly everyMs?: number;
  /** `rerun=safe`: the author declares that running it twice does no harm. */
  readonly rerun?: 'safe';
  /** Changes nothing on the target: invariants aren't checked around it. */
  readonly readonly?: boolean;
  /** The command restarts the target: the step waits for another boot. */
  readonly reboots?: boolean;
  /** The target carries out the step's undo by itself unless the operator comes back in time. */
  readonly revertMs?: number;
  /** May be carried out on all its targets side by side. */
  readonly parallel?: boolean;
}

export interface Block {
  readonly role: BlockRole;
  /** Language of the fence: `bash`, `sh`, `ini`, `text`, `md` … */
  readonly lang: string;
  /** The template, exactly as written between the fences (no final newline). */
  readonly text: string;
  readonly options: BlockOptions;
  /** The opening fence. */
  readonly place: Place;
  /** The first line of `text`, with its indentation as column: template errors point inside. */
  readonly textPlace: Place;
}

export interface ActionBlock extends Block {
  readonly role: ActionRole;
}

export interface Step {
  readonly id: string;
  /** The section's heading, as plain text. */
  readonly title: string;
  readonly place: Place;
  readonly action: ActionBlock;
  readonly check?: Block;
  readonly verify?: Block;
  readonly undo?: Block;
  readonly expect?: Block;
  readonly answer?: Block;
  /** Selector: the action's `on=`, or the runbook's `targets`. */
  readonly on: string;
  /** Where that selector is written. */
  readonly onPlace?: Place;
}

export type ParamType = 'string' | 'number' | 'boolean' | 'address' | 'host';

export interface Param {
  readonly name: string;
  readonly type: ParamType;
  readonly description?: string;
  /** The whole value must match. */
  readonly pattern?: string;
  /** A template, so that a default can come from the inventory. */
  readonly default?: string;
  /** The first character of the default: template errors point inside. */
  readonly defaultPlace?: Place;
  readonly place: Place;
}

/** A value asked for at run time (or from the environment), masked everywhere, stored nowhere. */
export interface Secret {
  readonly name: string;
  readonly description?: string;
  /** Environment variable that may hold it: `RUNBOOK_SECRET_<NAME>`. */
  readonly env: string;
  /** Command of the operator's machine that prints it, e.g. `pass show cluster/root`. */
  readonly command?: string;
}

export interface Runbook {
  /** File name without extension; what the CLI calls it. */
  readonly name: string;
  /** Relative to the project root. */
  readonly file: string;
  readonly title: string;
  readonly description: string;
  /** Default selector of the steps. */
  readonly targets: string;
  /** The first character of `targets`' value. */
  readonly targetsPlace?: Place;
  readonly order: 'by-step' | 'by-host';
  /** How many targets at once; one when absent. */
  readonly parallel?: number;
  readonly historical: boolean;
  readonly params: readonly Param[];
  readonly secrets: readonly Secret[];
  /** Command templates that must hold around each changing step. */
  readonly invariants: readonly { readonly text: string; readonly place: Place }[];
  readonly steps: readonly Step[];
  /** All fenced blocks of the file that belong to a step, in order (for the site). */
  readonly blocks: readonly Block[];
}

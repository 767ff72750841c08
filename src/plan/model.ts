/**
 * The plan: what would be done, in order, with the exact text for each host.
 *
 * Everything is rendered and quoted here; the executor only carries it out.
 * Pure data. Shown by `runbook plan`, executed by `runbook run`.
 */
import type { MeantBlock } from '../journal/blocks.ts';
import type { Place } from '../problem/problem.ts';
import type { OutputRef } from './step-outputs.ts';

/** A command ready to be sent. */
export interface PlannedCommand {
  /** What the author wrote, rendered: what a person reads. */
  readonly script: string;
  /**
   * The complete, quoted POSIX command line that carries `script` (shell, options, sudo).
   * Of a `secret` command the script isn't in it: it comes on stdin (`scriptInput`).
   */
  readonly line: string;
  /** Of the block: what `line` is made from again when a host asks for sudo's password. */
  readonly lang: string;
  /** What it does, in a line, when `script` is ours and not an author's: shown in its place. */
  readonly does?: string;
  readonly sudo?: true;
  /** `script` holds a secret, which must not stand in the host's process list. */
  readonly secret?: true;
  readonly timeoutMs?: number;
  readonly place: Place;
}

export interface PlannedFile {
  readonly path: string;
  readonly content: string;
  /** Octal text such as `0755`; kept, or 0644 for a new file, when absent. */
  readonly mode?: string;
  readonly owner?: string;
  readonly sudo: boolean;
}

export interface PlannedAnswer {
  /** Source of the regular expression, matched against the output since the last reply. */
  readonly prompt: string;
  readonly reply: string;
}

export type PlannedAction =
  | {
      readonly kind: 'run';
      readonly command: PlannedCommand;
      readonly answers: readonly PlannedAnswer[];
    }
  | { readonly kind: 'put'; readonly file: PlannedFile }
  | { readonly kind: 'manual'; readonly items: readonly string[] };

export interface PlannedVerify extends PlannedCommand {
  readonly retries: number;
  readonly everyMs: number;
}

/** One step on one host: the unit of execution, of checkpoint and of resume. */
export interface PlannedStep {
  readonly id: string;
  readonly host: string;
  readonly title: string;
  readonly place: Place;
  readonly action: PlannedAction;
  readonly check?: PlannedCommand;
  readonly verify?: PlannedVerify;
  readonly undo?: PlannedCommand;
  /** Lines that the output must contain in order; `…` stands for anything. */
  readonly expect?: readonly string[];
  /** False for `readonly` blocks and manual steps: invariants aren't checked around them. */
  readonly changing: boolean;
  /** The author declared `rerun=safe`. */
  readonly rerunSafe: boolean;
  /** The action restarts the host: the step waits for another boot. */
  readonly reboots?: true;
  /** The host carries out `undo` by itself after so long, unless it is told not to. */
  readonly revertMs?: number;
  /** May be carried out on all its targets side by side. */
  readonly parallel?: true;
  /** What its texts wait for, of earlier steps: they hold placeholders until those have been run. */
  readonly needs?: readonly OutputRef[];
  /** The rendered blocks, with secrets by name: what `hash` is of. Absent where nobody wrote them. */
  readonly meant?: readonly MeantBlock[];
  /** SHA-256 (hex) of the rendered blocks, with secrets and outputs by name: no secret is in it. */
  readonly hash: string;
  /** SHA-256 (hex) of the unrendered blocks: tells "edited" from "inventory changed". */
  readonly sourceHash: string;
}

export interface Plan {
  readonly runbook: string;
  readonly file: string;
  readonly title: string;
  readonly historical: boolean;
  readonly order: 'by-step' | 'by-host';
  /** How many targets at once, as the runbook says; one when absent. */
  readonly parallel?: number;
  readonly params: Readonly<Record<string, string>>;
  /** Names only, of those that the selected steps need. */
  readonly secrets: readonly string[];
  readonly hosts: readonly string[];
  /** In the order of execution. */
  readonly steps: readonly PlannedStep[];
  /** It takes a run back: it may begin where what must hold doesn't. */
  readonly undoes?: true;
  /** By host: commands that must succeed before and after each changing step. */
  readonly invariants: Readonly<Record<string, readonly PlannedCommand[]>>;
}

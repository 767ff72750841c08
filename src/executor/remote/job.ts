/** A detached command as its follower is given it, and what can come of it. */
import type { ExecEnd } from '../../transports/transport.ts';
import type { Vanished } from './hearing.ts';
import type { Reconnecting } from './reconnect.ts';
import type { OpenRunner } from './runners.ts';

/** What came of it, as far as it can be known. */
export type Came =
  /** @property stopped because the operator said so */
  | {
      readonly kind: 'ended';
      readonly end: ExecEnd;
      readonly vars: string;
      readonly stopped: boolean;
    }
  /** Certain: it never began, and never will under this key. */
  | { readonly kind: 'never'; readonly why: string; readonly refused?: true }
  /** Nobody waited for its end. */
  | { readonly kind: 'vanished'; readonly why: Vanished | 'taken' }
  /** It goes on there, as far as is known. */
  | { readonly kind: 'left'; readonly why: string };

/**
 * What became of a kill: it was delivered; there was nothing any more to kill; the link went
 * on the way; the server runs no second command over this link; nobody knows.
 */
export type Told = 'killed' | 'gone' | 'cut' | 'refused' | 'unanswered';

export interface Job extends Reconnecting {
  readonly host: string;
  readonly key: string;
  /** Milliseconds that it may still take; and whether its author said so. */
  readonly remainingMs: number;
  readonly timeout: { readonly ms: number; readonly given: boolean };
  /** Byte of its output to begin with. */
  readonly from: number;
  readonly onOutput: (bytes: Buffer) => void;
  readonly notice: (text: string) => void;
  /** Kills its process group. */
  readonly kill: (open: OpenRunner) => Promise<Told>;
}

/** Why it was let go. */
export const TOLD_TO_END = 'this process was told to end';

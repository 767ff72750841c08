/**
 * The one interface between the executor and a place where commands run.
 *
 * A transport opens a session to a target; a session runs command lines. All
 * that is built (quoting, sudo, writing a file) is built by `plan/`, as text:
 * a transport only carries it. To add one, implement `Transport`.
 */

/** Where to connect. What the inventory doesn't say is undefined and comes from the ssh config. */
export interface Target {
  /** Name in the inventory; also the alias looked up in `~/.ssh/config`. */
  readonly name: string;
  readonly address?: string;
  readonly port?: number;
  readonly user?: string;
  /** Pinned host keys, as `SHA256:…` fingerprints. When there are some, nothing else is accepted. */
  readonly hostKeys: readonly string[];
  /** Selects the transport and the way commands are wrapped. */
  readonly platform: 'posix' | 'cisco-ios';
}

/** A reply to a prompt that a command prints on its terminal. */
export interface Answer {
  /** Matched against the output since the last reply. */
  readonly prompt: RegExp;
  readonly reply: string;
}

/** How long nothing more must come before a line is taken for a prompt that nobody answers, in ms. */
export interface Patience {
  /** Of what asks for a password, a choice, or a yes. */
  readonly likely: number;
  /** Of what may be a prompt, or a slow command's progress. */
  readonly possible: number;
}

export interface ExecRequest {
  /** A complete, already quoted POSIX shell command line. */
  readonly line: string;
  /** Bytes for the command's standard input; it is closed after them (and at once when absent). */
  readonly stdin?: string | Uint8Array;
  /** Ask for a terminal. Needed for `answers`. */
  readonly pty?: boolean;
  readonly answers?: readonly Answer[];
  /** How long an unanswered prompt is waited for; `PATIENCE` when absent. */
  readonly patience?: Patience;
  /** Milliseconds; the command is killed after that. */
  readonly timeoutMs?: number;
}

/** A piece of a command's output, of whole characters. */
export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  /** What isn't UTF-8 stands as U+FFFD. */
  readonly text: string;
  /** How many bytes of the command's output this text stands for. */
  readonly bytes: number;
}

/** How a command ended. `lost` means that nobody knows: the link went before an exit code came. */
export type ExecEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signaled'; readonly signal: string }
  | {
      readonly kind: 'timeout';
      readonly afterMs: number;
      /** Nothing could tell it to end: it may still run. */
      readonly unstopped?: true | undefined;
    }
  | { readonly kind: 'aborted' }
  /** It was stopped: it waited for an answer that the request doesn't give. */
  | {
      readonly kind: 'prompt';
      readonly seen: string;
      /** The pattern of an answer that took too long to look for. */
      readonly tooSlow?: string | undefined;
    }
  | {
      readonly kind: 'lost';
      readonly reason: string;
      /** False when it is certain that the command never left: it may be sent again. */
      readonly sent?: false;
      /** The link holds, but the server runs no more commands at once. */
      readonly refused?: true | undefined;
    };

/** Output as it comes. */
export type OnBytes = (stream: OutputChunk['stream'], bytes: Buffer) => void;

/** A command whose standard input stays open. */
export interface Channel {
  write(text: string): void;
  /** Ends its standard input. */
  end(): void;
  /** Listens to it no more, whatever it still does. */
  close(): void;
  /** How it ended; never rejects. */
  readonly ended: Promise<ExecEnd>;
}

export interface Session {
  /** Runs one command. Never rejects for what happens to the command: that is the `ExecEnd`. */
  exec(
    request: ExecRequest,
    onOutput: (chunk: OutputChunk) => void,
    signal?: AbortSignal,
  ): Promise<ExecEnd>;
  /**
   * Starts a command that goes on reading its standard input. Absent where there is nothing
   * of the kind: commands then live no longer than the link.
   */
  readonly open?: ((line: string, onBytes: OnBytes) => Channel) | undefined;
  close(): Promise<void>;
}

export interface Transport {
  readonly name: 'ssh' | 'local' | 'print';
  /** @throws ConnectError */
  connect(target: Target): Promise<Session>;
}

export type ConnectFailure =
  | 'host-key-changed'
  | 'host-key-unknown'
  | 'authentication'
  | 'resolution'
  | 'unreachable'
  | 'configuration';

/** Why a session could not be opened, with the next step for the operator in `hint`. */
export class ConnectError extends Error {
  readonly failure: ConnectFailure;
  readonly target: string;
  readonly hint: string;

  constructor(failure: ConnectFailure, target: string, message: string, hint: string) {
    super(message);
    this.name = 'ConnectError';
    this.failure = failure;
    this.target = target;
    this.hint = hint;
  }
}

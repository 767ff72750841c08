/**
 * The order in which the operator proves who they are: agent, key files, then, when
 * there is somebody to ask, password and keyboard-interactive.
 *
 * Nothing is asked that the server wouldn't take: its list of methods is fetched first
 * (method `none`), and an encrypted key's passphrase is asked when its turn comes.
 */
import type { AnyAuthMethod, AuthenticationType, AuthHandlerMiddleware, ParsedKey } from 'ssh2';
import ssh2 from 'ssh2';
import { filteredAgent } from './agent.ts';
import type { Endpoint } from './endpoint.ts';
import { readIfThere } from './files.ts';

/** A question that only the operator can answer. Answers are secrets, unless `echo`. */
export interface Question {
  readonly kind: 'passphrase' | 'password' | 'keyboard-interactive';
  /** Name of the target. */
  readonly target: string;
  /** What to show, without the final space. */
  readonly text: string;
  readonly echo: boolean;
}

/** Answers undefined to give up that method. */
export type Ask = (question: Question) => Promise<string | undefined>;

export interface Authentication {
  readonly handler: AuthHandlerMiddleware;
  /** What was tried so far, for the message of a refusal. */
  readonly tried: readonly string[];
  readonly notes: readonly string[];
  /** Method names that the server still offers, once it said so. */
  readonly offered: readonly string[];
}

/** Key files opened with a passphrase, so that forty hosts ask for it once. */
export type KeyCache = Map<string, Promise<ParsedKey | string>>;

/** Wrong passwords in a row before giving up, as OpenSSH's NumberOfPasswordPrompts. */
const PASSWORD_PROMPTS = 3;

type Attempt = { readonly label: string; readonly method: AnyAuthMethod };

/** @param ask undefined when there is nobody to ask (no terminal) */
export function authentication(
  end: Endpoint,
  ask: Ask | undefined,
  keys: KeyCache,
): Authentication {
  const tried: string[] = [];
  const notes: string[] = [];
  const offered: string[] = [];
  const attempts = sequence({ end, ask, keys, notes, offered });
  const next = async (): Promise<AnyAuthMethod | false> => {
    const { value, done } = await attempts.next();
    if (done || !value) return false;
    if (value.label) tried.push(value.label);
    return value.method;
  };
  const handler: AuthHandlerMiddleware = (left, _partial, callback) => {
    offered.splice(0, offered.length, ...((left as AuthenticationType[] | null) ?? []));
    // The library takes `false` for "no more", its types don't say so.
    const done = callback as (method: AnyAuthMethod | false) => void;
    next().then(done, (error: Error) => {
      notes.push(error.message);
      done(false);
    });
  };
  return { handler, tried, notes, offered };
}

interface Context {
  readonly end: Endpoint;
  readonly ask: Ask | undefined;
  readonly keys: KeyCache;
  readonly notes: string[];
  readonly offered: readonly string[];
}

/** Each pull is one more attempt; `offered` is up to date at each of them. */
async function* sequence(context: Context): AsyncGenerator<Attempt> {
  const { end, offered } = context;
  yield { label: '', method: { type: 'none', username: end.user } };
  if (offered.includes('publickey')) {
    yield* agentAttempt(context);
    yield* keyAttempts(context);
  }
  if (context.ask) {
    yield* passwordAttempts(context, context.ask);
    yield* interactiveAttempts(context, context.ask);
  } else if (offered.some((method) => method === 'password' || method === 'keyboard-interactive')) {
    context.notes.push('the server would take a password, but there is no terminal to ask for it');
  }
}

async function* agentAttempt({ end, notes }: Context): AsyncGenerator<Attempt> {
  if (!end.agentSocket) {
    notes.push('no ssh agent (SSH_AUTH_SOCK is not set)');
    return;
  }
  const only = end.identitiesOnly ? end.identityFiles.map(({ path }) => path) : undefined;
  const agent = filteredAgent(end.agentSocket, only);
  yield { label: 'agent', method: { type: 'agent', username: end.user, agent } };
}

async function* keyAttempts(context: Context): AsyncGenerator<Attempt> {
  const { end, notes } = context;
  for (const { path, named } of end.identityFiles) {
    const key = await openKey(path, context);
    if (key === undefined) {
      if (named) notes.push(`${path} does not exist`);
    } else if (typeof key === 'string') notes.push(`${path}: ${key}`);
    else yield { label: path, method: { type: 'publickey', username: end.user, key } };
  }
}

/** The key, or why it can't be used, or undefined when there is no such file. */
async function openKey(path: string, context: Context): Promise<ParsedKey | string | undefined> {
  const cached = context.keys.get(path);
  if (cached) return cached;
  let text: string | undefined;
  try {
    text = readIfThere(path);
  } catch (error) {
    return (error as Error).message;
  }
  if (text === undefined) return undefined;
  const opened = unlock(path, text, context);
  context.keys.set(path, opened);
  // Not to be remembered: the operator may give the right passphrase at the next host.
  if (typeof (await opened) === 'string') context.keys.delete(path);
  return opened;
}

async function unlock(
  path: string,
  text: string,
  { end, ask }: Context,
): Promise<ParsedKey | string> {
  const plain = parseKey(text);
  if (!(plain instanceof Error)) return plain;
  if (!/encrypted|passphrase/i.test(plain.message)) return plain.message;
  if (!ask) return 'encrypted, and there is no terminal to ask for its passphrase';
  for (let count = 0; count < PASSWORD_PROMPTS; count++) {
    const passphrase = await ask({
      kind: 'passphrase',
      target: end.name,
      text: `Passphrase of ${path}:`,
      echo: false,
    });
    if (passphrase === undefined) return 'encrypted, no passphrase given';
    const key = parseKey(text, passphrase);
    if (!(key instanceof Error)) return key;
  }
  return 'encrypted, wrong passphrase';
}

function parseKey(text: string, passphrase?: string): ParsedKey | Error {
  const key = ssh2.utils.parseKey(text, passphrase);
  return Array.isArray(key) ? (key[0] as ParsedKey) : key;
}

async function* passwordAttempts({ end, offered }: Context, ask: Ask): AsyncGenerator<Attempt> {
  for (let count = 0; count < PASSWORD_PROMPTS && offered.includes('password'); count++) {
    const text = `Password of ${end.user}@${end.host}:`;
    const password = await ask({ kind: 'password', target: end.name, text, echo: false });
    if (password === undefined) return;
    yield { label: 'password', method: { type: 'password', username: end.user, password } };
  }
}

async function* interactiveAttempts({ end, offered }: Context, ask: Ask): AsyncGenerator<Attempt> {
  for (let count = 0; count < PASSWORD_PROMPTS; count++) {
    if (!offered.includes('keyboard-interactive')) return;
    let gaveUp = false;
    yield {
      label: 'keyboard-interactive',
      method: {
        type: 'keyboard-interactive',
        username: end.user,
        prompt: (_name, _instructions, _lang, prompts, finish) => {
          askAll(end, ask, prompts).then((answers) => {
            gaveUp = answers === undefined;
            finish(answers ?? prompts.map(() => ''));
          });
        },
      },
    };
    if (gaveUp) return;
  }
}

async function askAll(
  end: Endpoint,
  ask: Ask,
  prompts: readonly { prompt: string; echo?: boolean }[],
): Promise<string[] | undefined> {
  const answers: string[] = [];
  for (const { prompt, echo } of prompts) {
    const answer = await ask({
      kind: 'keyboard-interactive',
      target: end.name,
      text: prompt.trim(),
      echo: echo === true,
    });
    if (answer === undefined) return undefined;
    answers.push(answer);
  }
  return answers;
}

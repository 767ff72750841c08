/**
 * The order in which the operator proves who they are: keys, then, when there is somebody
 * to ask, keyboard-interactive and password, as far as the ssh config allows them.
 *
 * Nothing is asked that the server wouldn't take: its list of methods is fetched first
 * (method `none`), and looked at again before each attempt. So a server that wants two
 * proofs (`AuthenticationMethods publickey,keyboard-interactive`) is given both: after the
 * first it takes only the second.
 */
import type { AnyAuthMethod, AuthHandlerMiddleware, Prompt } from 'ssh2';
import type { AuthMethod, Endpoint } from './endpoint.ts';
import { IdentityAgent, type IdentityContext, identities } from './identities.ts';
import type { KeyRing } from './keys.ts';
import { type Ask, plainText } from './questions.ts';
import { type ServerSignatures, signatureFor } from './signature.ts';

export interface Authentication {
  readonly handler: AuthHandlerMiddleware;
  /** To be told what the server takes, each time that it says so. */
  takes(methods: readonly string[]): void;
  /** What was tried so far, for the message of a refusal. */
  readonly tried: readonly string[];
  readonly notes: ReadonlySet<string>;
  /** Method names that the server still offers, once it said so. */
  readonly offered: readonly string[];
}

export interface AuthOptions {
  /** Undefined when there is nobody to ask (no terminal). */
  readonly ask: Ask | undefined;
  readonly keys: KeyRing;
  readonly paused: IdentityContext['paused'];
  /** What the server has said of the signatures that it takes, by now. */
  readonly server: () => ServerSignatures;
}

interface Attempt {
  readonly kind: AuthMethod | 'none';
  readonly label: string;
  readonly method: AnyAuthMethod;
}

interface Context extends IdentityContext, AuthOptions {
  readonly offered: readonly string[];
}

export function authentication(end: Endpoint, options: AuthOptions): Authentication {
  const tried: string[] = [];
  const notes = new Set<string>();
  const offered: string[] = [];
  const note = (text: string): void => void notes.add(text);
  const attempts = sequence({ end, ...options, note, offered });
  let current: Attempt | undefined;
  const next = async (): Promise<AnyAuthMethod | false> => {
    const { value } = await attempts.next();
    current = value ?? undefined;
    if (!current) return false;
    if (current.kind !== 'none') tried.push(current.label);
    return current.method;
  };
  const takes = (methods: readonly string[]): void => {
    if (current && offered.includes(current.kind) && !methods.includes(current.kind))
      tried[tried.length - 1] = `${current.label} (accepted, but not enough)`;
    offered.splice(0, offered.length, ...methods);
  };
  const handler: AuthHandlerMiddleware = (_left, _partial, callback) => {
    // The library takes `false` for "no more", its types don't say so.
    const done = callback as (method: AnyAuthMethod | false) => void;
    next().then(done, (error: Error) => {
      note(error.message);
      done(false);
    });
  };
  return { handler, takes, tried, notes, offered };
}

/** Each pull is one more attempt, of the first method that the server takes and that isn't used up. */
async function* sequence(context: Context): AsyncGenerator<Attempt, undefined> {
  const { end, offered, note } = context;
  yield { kind: 'none', label: '', method: { type: 'none', username: end.user } };
  const sources: Record<AuthMethod, AsyncGenerator<Attempt>> = {
    publickey: keyAttempts(context),
    'keyboard-interactive': interactiveAttempts(context),
    password: passwordAttempts(context),
  };
  const left = new Set(end.methods);
  for (;;) {
    const kind = [...left].find((method) => offered.includes(method));
    if (!kind) break;
    const { value, done } = await sources[kind].next();
    if (done) left.delete(kind);
    else yield value;
  }
  for (const method of Object.keys(sources) as AuthMethod[])
    if (offered.includes(method) && !end.methods.includes(method))
      note(`${method} is switched off in the ssh config`);
  return undefined;
}

async function* keyAttempts(context: Context): AsyncGenerator<Attempt> {
  const { end, note } = context;
  for await (const identity of identities(context)) {
    const { type } = identity.publicKey;
    const signature = signatureFor(type, end.algorithms.pubkey, context.server());
    if ('why' in signature) {
      note(`${identity.label}: ${signature.why}`);
      continue;
    }
    const agent = new IdentityAgent(identity, signature, note);
    const method: AnyAuthMethod = { type: 'agent', username: end.user, agent };
    yield { kind: 'publickey', label: identity.label, method };
  }
}

const NO_TERMINAL = 'the server would take a password, but there is no terminal to ask for it';

async function* passwordAttempts({ end, ask, note }: Context): AsyncGenerator<Attempt> {
  if (!ask) return note(NO_TERMINAL);
  for (let count = 0; count < end.passwordPrompts; count++) {
    const text = `Password of ${end.user}@${end.host}:`;
    const password = await ask({ kind: 'password', target: end.name, text, echo: false });
    if (password === undefined) return;
    const method: AnyAuthMethod = { type: 'password', username: end.user, password };
    yield { kind: 'password', label: 'password', method };
  }
}

async function* interactiveAttempts({ end, ask, note }: Context): AsyncGenerator<Attempt> {
  if (!ask) return note(NO_TERMINAL);
  let gaveUp = false;
  for (let count = 0; count < end.passwordPrompts && !gaveUp; count++) {
    const method: AnyAuthMethod = {
      type: 'keyboard-interactive',
      username: end.user,
      prompt: (name, instructions, _lang, prompts, finish) => {
        const none = prompts.map(() => '');
        askAll(end, ask, [name, instructions], prompts)
          .then((answers) => {
            gaveUp = answers === undefined;
            finish(answers ?? none);
          })
          .catch((error: Error) => {
            note(error.message);
            finish(none);
          });
      },
    };
    yield { kind: 'keyboard-interactive', label: 'keyboard-interactive', method };
  }
}

/**
 * The server's own words, said to be its: `(user@host) One-time code:`, so that they can't
 * pass for a question of ours. What it explains stands before the first prompt.
 */
async function askAll(
  end: Endpoint,
  ask: Ask,
  explained: readonly string[],
  prompts: readonly Prompt[],
): Promise<string[] | undefined> {
  const answers: string[] = [];
  for (const { prompt, echo } of prompts) {
    const before = answers.length === 0 ? explained.map(plainText).filter(Boolean) : [];
    const text = `(${end.user}@${end.host}) ${[...before, plainText(prompt)].join('\n')}`;
    const kind = 'keyboard-interactive';
    const answer = await ask({ kind, target: end.name, text, echo: echo === true });
    if (answer === undefined) return undefined;
    answers.push(answer);
  }
  return answers;
}

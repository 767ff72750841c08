/** What a command prints: answers to its prompts, what was expected of it, secrets in it, markers. */
import fc from 'fast-check';
import { withoutSequences } from '../../../src/executor/control-characters.ts';
import { createMask } from '../../../src/executor/mask/mask.ts';
import { parseBackup, parseRead } from '../../../src/executor/put/lines.ts';
import { MarkerScanner } from '../../../src/executor/remote/markers.ts';
import { mismatch } from '../../../src/executor/step/expect.ts';
import { Prompter } from '../../../src/transports/answers.ts';
import { outputSink } from '../../../src/transports/output.ts';
import { mutated } from '../support/mutate.ts';
import { texts } from '../support/seeds.ts';
import { target } from '../support/target.ts';

const printed = mutated(
  [
    ...texts('content/observed/*'),
    'Password: \r\nAre you sure (yes/no)? ',
    '\u001b[1mOK\u001b[0m\nstate: active (running)\n',
  ],
  ['Password: ', 'yes/no', '\u001b[2K\r', 'active', '…'],
  20,
);
const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 30 });

/** In chunks of these lengths, and the rest. */
function chunks<T extends string | Buffer>(whole: T, lengths: readonly number[]): T[] {
  const found: T[] = [];
  let at = 0;
  for (const length of lengths) {
    found.push(whole.slice(at, at + length) as T);
    at += length;
  }
  return [...found, whole.slice(at) as T];
}

const prompts = ['assword: ?$', 'yes/no', 'a', '[Oo]k', '^>', '\\d+', '.*', '', '(?:x)?', '\\$ $'];

export default [
  target<{ prompts: string[]; text: string; lengths: number[] }>({
    name: 'answers',
    inputs: fc.record({
      prompts: fc.array(fc.constantFrom(...prompts), { maxLength: 4 }),
      text: printed,
      lengths: cuts,
    }),
    runs: 2000,
    check({ prompts, text, lengths }) {
      const answers = prompts.map((prompt, index) => ({
        prompt: new RegExp(prompt, 'm'),
        reply: String(index),
      }));
      const prompter = new Prompter(answers);
      const replies = chunks(text, lengths).flatMap((chunk) => prompter.feed(chunk));
      if (new Set(replies).size < replies.length) throw new Error('an answer was given twice');
    },
  }),
  target<{ expected: string[]; output: string }>({
    name: 'expect',
    inputs: fc.record({
      expected: fc.array(
        mutated(['state: … (running)', '…', '…a…b…', 'OK'], ['…', 'a…', '(', '*', '\\']),
        { maxLength: 4 },
      ),
      output: printed,
    }),
    runs: 1500,
    check({ expected, output }) {
      mismatch(expected, output);
      // An output is what it looks like.
      const lines = withoutSequences(output).split(/\r*\n|\r/);
      const plain = lines.filter((line) => line.trim() !== '' && !line.includes('…'));
      const missing = mismatch(plain, output);
      if (missing) throw new Error(`an output lacks its own line ${JSON.stringify(missing)}`);
    },
  }),
  target<{ secret: string; before: string; after: string; form: number; lengths: number[] }>({
    name: 'mask',
    inputs: fc.record({
      secret: fc.string({ unit: 'grapheme', minLength: 4, maxLength: 24 }),
      before: printed,
      after: printed,
      form: fc.nat({ max: 3 }),
      lengths: cuts,
    }),
    runs: 1500,
    check({ secret, before, after, form, lengths }) {
      if (secret.trim().length < 4 || 'secret:s'.includes(secret)) return;
      const mask = createMask({ s: secret });
      const bytes = Buffer.from(secret);
      const shapes = [secret, bytes.toString('base64'), bytes.toString('hex'), encodeURI(secret)];
      const shape = shapes[form] ?? secret;
      const stream = mask.stream();
      const text = `${before}${shape}${after}`;
      const masked = chunks(text, lengths).map((chunk) => stream.push(chunk));
      const shown = masked.join('') + stream.flush();
      if (shown.includes(secret)) throw new Error('the secret is shown');
      if (form === 1 && shown.replaceAll(/‹secret:s›/g, '').includes(shape))
        throw new Error('the secret is shown in another form');
      if (shown !== mask.text(text)) throw new Error('cut up, it is masked otherwise');
    },
  }),
  target<{ text: string; lengths: number[] }>({
    name: 'markers',
    inputs: fc.record({
      text: mutated(['nonce ended 0\n', 'data\nnonce a\nmore', 'x'.repeat(50)], ['nonce ', 'non']),
      lengths: cuts,
    }),
    runs: 1500,
    check({ text, lengths }) {
      const bytes = Buffer.from(text);
      const read = (parts: readonly Buffer[]): string => {
        const scanner = new MarkerScanner('nonce');
        const tokens = parts.flatMap((part) => scanner.push(part));
        const data = tokens.map((token) =>
          token.kind === 'data' ? token.bytes : Buffer.from(`<${token.text}>`),
        );
        return Buffer.concat([...data, scanner.flush()]).toString('latin1');
      };
      if (read([bytes]) !== read(chunks(bytes, lengths)))
        throw new Error('cut up, it reads otherwise');
    },
  }),
  target<{ bytes: Uint8Array; lengths: number[] }>({
    name: 'output bytes',
    inputs: fc.record({
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        printed.map((text) => Buffer.from(text)),
      ),
      lengths: cuts,
    }),
    runs: 1500,
    check({ bytes, lengths }) {
      let text = '';
      let counted = 0;
      const sink = outputSink('stdout', (chunk) => {
        text += chunk.text;
        counted += chunk.bytes;
      });
      for (const part of chunks(Buffer.from(bytes), lengths)) sink.write(part);
      sink.end();
      if (counted !== bytes.length) throw new Error(`${counted} bytes of ${bytes.length}`);
      if (text !== Buffer.from(bytes).toString('utf8')) throw new Error('another text');
    },
  }),
  target<string>({
    name: 'what a host says of a file',
    inputs: mutated(
      [
        'runbook-put file 644 0:0 root:root abc /etc/x\naGVsbG8=\n',
        'runbook-put absent /etc/x\n',
        'motd\nrunbook-put backup /var/x\n',
      ],
      ['runbook-put ', 'file ', 'absent', 'refused', 'no-folder '],
    ),
    runs: 800,
    check(text) {
      parseRead(text);
      parseBackup(text);
    },
  }),
];

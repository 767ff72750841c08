/** Timers are real, and short: nothing here depends on how long they take. */
import { describe, expect, it } from 'vitest';
import { Conversation } from '../../src/transports/conversation.ts';
import { localTransport } from '../../src/transports/local.ts';

const SOON = { likely: 5, possible: 20 };
const TARGET = { name: 'web1', hostKeys: [], platform: 'posix' } as const;

function talk(...output: string[]) {
  const typed: string[] = [];
  const seen: string[] = [];
  const answers = [{ prompt: /Sure\? $/, reply: 'y' }];
  const speaker = {
    type: (text: string) => typed.push(text),
    stuck: (text: string) => seen.push(text),
  };
  const conversation = new Conversation(answers, speaker, SOON);
  for (const text of output) conversation.heard(text);
  return { typed, seen, conversation };
}

const settled = () => new Promise((done) => setTimeout(done, 60));

describe('a conversation', () => {
  it('types the reply, with its line end', async () => {
    const { typed, seen } = talk('Sure? ');
    expect(typed).toEqual(['y\n']);
    await settled();
    expect(seen).toEqual([]);
  });

  it('notices a prompt that no answer fits, and says what it saw', async () => {
    const { seen } = talk('Sure? ', '\nProceed? [y/N] ');
    await settled();
    expect(seen).toEqual(['Proceed? [y/N]']);
  });

  it.each([['Working ...'], ['50%'], ['a line\n']])('lets %o work', async (output) => {
    const { seen } = talk(output);
    await settled();
    expect(seen).toEqual([]);
  });

  it('waits anew when more comes', async () => {
    const { seen } = talk('Proceed? ', 'no, it was a question\n');
    await settled();
    expect(seen).toEqual([]);
  });

  it('waits for nothing once the command has ended', async () => {
    const { seen, conversation } = talk('Proceed? ');
    conversation.end();
    await settled();
    expect(seen).toEqual([]);
  });
});

it('a command that waits for another answer is stopped, and what it asked is told', async () => {
  const session = await localTransport().connect(TARGET);
  const request = {
    line: 'printf "Sure? "; read -r a; echo; printf "Really? "; read -r b; echo "$a $b"',
    answers: [{ prompt: /Sure\? $/, reply: 'y' }],
    patience: SOON,
  };
  expect(await session.exec(request, () => {})).toEqual({ kind: 'prompt', seen: 'Really?' });
});

describe('a pattern that takes for ever', () => {
  const endless = { prompt: /^(a+)+$/, reply: 'yes' };

  it('stops the command, and is named', () => {
    const stuck: (string | undefined)[][] = [];
    const speaker = {
      type: () => expect.unreachable('nothing is answered'),
      stuck: (seen: string, tooSlow?: string) => stuck.push([seen, tooSlow]),
    };
    const conversation = new Conversation([endless, { prompt: /what/, reply: 'no' }], speaker);
    conversation.heard(`${'a'.repeat(60)}! what? `);
    expect(stuck).toEqual([[expect.stringMatching(/^a+! what\?$/), '^(a+)+$']]);
  });
});

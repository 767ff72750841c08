/** What the recording gets of what is shown and typed. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ask, askLine, askSecret } from '../../../src/cli/prompt.ts';
import { parseCast } from '../../../src/cli/recording/cast.ts';
import { recordedTerminal } from '../../../src/cli/recording/recorded-terminal.ts';
import { Recorder } from '../../../src/cli/recording/recorder-fs.ts';
import { testTerminal } from '../support/terminal.ts';

function filmed() {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-film-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { terminal: real, ...hands } = testTerminal();
  const recorder = new Recorder({ columns: 80, rows: 24 }, () => undefined);
  const mask = (text: string): string => text.replaceAll('hunter22', '‹secret:token›');
  recorder.open(folder, 'Demo');
  const film = (): string => {
    recorder.close();
    const cast = parseCast(readFileSync(join(folder, 'recording.cast'), 'utf8'));
    return (cast?.events ?? []).map(({ text }) => text).join('');
  };
  const terminal = recordedTerminal(recorder, mask, real);
  return { ...hands, terminal, aside: recordedTerminal(recorder, mask, real, false), film };
}

const YES = [{ key: 'y', label: 'yes', value: 'yes' }] as const;

describe('a recorded terminal', () => {
  it('is recorded in colour, and shown without where there is none', () => {
    const { terminal, shown, film } = filmed();
    terminal.note(terminal.colors.err.red('red'));
    terminal.error('bad', 'look');
    expect(shown()).toBe('red\nerror: bad\n  hint:     look\n');
    expect(film()).toContain('\u001b[31mred\u001b[39m\r\n\u001b[31merror\u001b[39m: bad\r\n');
  });

  it('records a question when it is asked, and the answer that was typed', async () => {
    const { terminal, type, shown, film } = filmed();
    const answer = ask(terminal, 'Run it?', YES);
    type('y\n');
    expect(await answer).toBe('yes');
    expect(shown()).not.toContain('\u001b[1m');
    expect(film()).toBe('\u001b[1mRun it?\u001b[22m \u001b[2m[y]es\u001b[22m y\r\n');
  });

  it.each([
    ['without echo', askSecret],
    ['for a connection', askLine],
  ])('does not record what is typed %s', async (_, question) => {
    const { terminal, type, film } = filmed();
    const answer = question(terminal, 'Code:');
    type('123456\n');
    expect(await answer).toBe('123456');
    const text = film();
    expect(text).toContain('Code:');
    expect(text).not.toContain('123456');
  });

  it('masks what did not pass the executor: a secret typed where it did not belong', async () => {
    const { terminal, type, shown, film } = filmed();
    const answer = ask(terminal, 'Run it?', YES);
    type('hunter22\n');
    await vi.waitFor(() => expect(shown().match(/Run it/g)).toHaveLength(2));
    type('y\n');
    await answer;
    terminal.note('it was hunter22');
    expect(film()).not.toContain('hunter22');
  });

  it('that is only recorded shows nothing', () => {
    const { aside, shown, film } = filmed();
    aside.note('aside');
    aside.write('live');
    expect(shown()).toBe('');
    expect(film()).toBe('aside\r\nlive');
  });
});

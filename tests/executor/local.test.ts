/** The executor over a real shell on this machine. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localTransport } from '../../src/transports/local.ts';
import { command, planOf, run, scratch, step, trace } from './support.ts';

const connect = () =>
  localTransport().connect({ name: 'web1', hostKeys: [], platform: 'posix' as const });

describe('on a real shell', () => {
  it('shows the output and judges the code', async () => {
    const plan = planOf([step('a', 'echo one; echo two >&2; exit 7')]);
    const { outcome, events, journal } = await run(plan, { connect });
    expect(outcome.failures).toEqual(['exit-code']);
    const printed = events.filter((event) => event.type === 'output');
    expect(printed.map(({ text }) => text).join('')).toBe('one\ntwo\n');
    expect(journal.entries.find(({ type }) => type === 'step-ended')).toMatchObject({
      exitCode: 7,
      detail: 'It ended with code 7: two',
    });
  });

  it('replies to prompts, and compares what was printed', async () => {
    const script = `printf 'Continue? '; read a; printf 'Password: '; read b; echo "got $a and $b"`;
    const asking = step('a', script, {
      action: {
        kind: 'run',
        command: command(script),
        answers: [
          { prompt: 'Continue\\?', reply: 'yes' },
          { prompt: 'Password:', reply: 'hunter22' },
        ],
      },
      expect: ['…got yes and …'],
    });
    const { outcome } = await run(planOf([asking]), { connect });
    expect(outcome.status).toBe('succeeded');
  });

  it('gives no later step a value of which the end is missing', async () => {
    const value = 'x'.repeat(40_000);
    const script = `for key in one two; do echo "$key=${value}"; done >>"$RUNBOOK_OUTPUT"`;
    const { journal, events } = await run(planOf([step('a', script)]), { connect });
    const ended = journal.entries.find((entry) => entry.type === 'step-ended');
    expect(ended?.outputs).toEqual({ one: value });
    const notices = events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));
    expect(notices).toEqual([expect.stringContaining('more than 64 KiB to $RUNBOOK_OUTPUT')]);
  });

  it('a command that takes too long is stopped, and failed', async () => {
    const action = {
      kind: 'run',
      command: command('sleep 60', { timeoutMs: 100 }),
      answers: [],
    } as const;
    const { outcome } = await run(planOf([step('a', '', { action })]), { connect });
    expect(outcome.failures).toEqual(['timeout']);
  });

  it('an interrupt stops the command, says what came of it, and nothing comes after it', async () => {
    const marks = scratch();
    const controller = new AbortController();
    const plan = planOf([
      step('a', `touch ${marks}/begun; echo go; sleep 60; touch ${marks}/ended`),
      step('b', `touch ${marks}/next`),
    ]);
    const { outcome, journal } = await run(plan, {
      connect,
      signal: controller.signal,
      emit: (event) => {
        if (event.type === 'output') controller.abort();
      },
    });
    expect(outcome.pause?.reason).toBe('interrupt');
    expect(trace(journal)).toEqual(['started a', 'ended a failed aborted', 'paused interrupt']);
    expect(['begun', 'ended', 'next'].map((mark) => existsSync(join(marks, mark)))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('a step that is done is not done again', async () => {
    const file = join(scratch(), 'count');
    const plan = planOf([step('a', `echo x >> ${file}`), step('b', 'exit 1')]);
    const { journal } = await run(plan, { connect });
    await run(plan, { connect, journal, previous: journal.state() });
    expect(readFileSync(file, 'utf8')).toBe('x\n');
  });
});

import { describe, expect, it } from 'vitest';
import { createDrawing, type Drawing } from '../../src/cli/drawing.ts';
import type { ExecutorEvent } from '../../src/executor/events.ts';
import type { Plan, PlannedStep } from '../../src/plan/model.ts';
import { planOf, step } from '../executor/support.ts';
import { testTerminal } from './support/terminal.ts';

const HOSTS = ['n1', 'proxy-10', 'n3'];
const SAME = planOf(HOSTS.map((host) => step('a', 'systemctl restart it', { host })));
const OTHER = planOf(HOSTS.map((host) => step('a', `echo ${host}`, { host })));
const BY_HOST: Plan = { ...SAME, order: 'by-host' };

function drawing(plan: Plan, forks?: number): Drawing & { readonly shown: () => string } {
  const { terminal, shown } = testTerminal();
  return { ...createDrawing(terminal, { plan, forks, verbose: false }), shown };
}

const started = (host: string, index: number): ExecutorEvent => ({
  ...{ type: 'step-started', step: 'a', host, title: 'Restart it', index, total: 3 },
});
const action = (host: string, text: string): ExecutorEvent => ({
  ...{ type: 'phase', step: 'a', host, phase: 'action', text },
});
const output = (
  host: string,
  text: string,
  stream: 'stdout' | 'stderr' = 'stdout',
): ExecutorEvent => ({
  ...{ type: 'output', step: 'a', host, stream, text },
});
const ended = (host: string): ExecutorEvent => ({
  ...{ type: 'step-ended', step: 'a', host, result: 'changed', durationMs: 5 },
});

/** All begin, each prints half a line before the others go on, all end. */
function mixed({ draw }: Drawing, plan: Plan): void {
  for (const [at, { host }] of plan.steps.entries()) draw(started(host, at + 1));
  for (const { host, action: does } of plan.steps)
    draw(action(host, does.kind === 'run' ? does.command.script : ''));
  for (const host of HOSTS) draw(output(host, `half of ${host}, `));
  for (const host of HOSTS) draw(output(host, `the rest of ${host}\nan end without a line end`));
  for (const host of HOSTS) draw(ended(host));
}

describe('hosts side by side', () => {
  it('by step: one heading, what all are sent once, and no line of two hosts', () => {
    const drawn = drawing(SAME, 3);
    mixed(drawn, SAME);
    expect(drawn.shown()).toMatchInlineSnapshot(`
      "
      [1/1] Restart it a [n1, proxy-10, n3]
        $ systemctl restart it
      [n1]         │ half of n1, the rest of n1
      [proxy-10]   │ half of proxy-10, the rest of proxy-10
      [n3]         │ half of n3, the rest of n3
      [n1]         │ an end without a line end
      [n1]       ✔ changed 5 ms
      [proxy-10]   │ an end without a line end
      [proxy-10] ✔ changed 5 ms
      [n3]         │ an end without a line end
      [n3]       ✔ changed 5 ms
      "
    `);
  });

  it('what is sent otherwise to each stands behind its host', () => {
    const drawn = drawing(OTHER, 3);
    mixed(drawn, OTHER);
    expect(drawn.shown()).toContain('[n1]       $ echo n1\n[proxy-10] $ echo proxy-10\n');
  });

  it('by host: each has headings of its own', () => {
    const drawn = drawing(BY_HOST, 3);
    mixed(drawn, BY_HOST);
    const lines = drawn.shown().split('\n');
    expect(lines).toContain('[n1]       [1/1] Restart it a');
    expect(lines).toContain('[proxy-10] [1/1] Restart it a');
    expect(lines).toContain('[n3]       ✔ changed 5 ms a');
  });

  it('many hosts are counted where their names do not fit', () => {
    const hosts = Array.from({ length: 50 }, (_, at) => `host-${at}`);
    const plan = planOf(hosts.map((host) => step('a', 'true', { host })));
    const drawn = drawing(plan, 50);
    drawn.draw(started('host-0', 1));
    expect(drawn.shown()).toBe('\n[1/1] Restart it a [50 hosts]\n');
  });

  it('an endless line is shown in pieces', () => {
    const drawn = drawing(SAME, 3);
    for (let at = 0; at < 100; at += 1) drawn.draw(output('n1', 'x'.repeat(1000)));
    expect(drawn.shown().split('\n').length).toBeGreaterThan(5);
  });

  it('what moves the cursor is taken out of a line, also when it comes in pieces', () => {
    const drawn = drawing(SAME, 3);
    drawn.draw(output('n1', 'a\u001b['));
    drawn.draw(output('n1', '2Jb\r\nc\n'));
    expect(drawn.shown()).toBe('[n1]         │ ab\n[n1]         │ c\n');
  });
});

describe('one host at a time', () => {
  it.each([
    ['without forks', SAME, undefined],
    ['with one fork', SAME, 1],
    ['with one host', planOf([SAME.steps[0] as PlannedStep]), 9],
  ])('%s: as it comes, without names', (_name, plan, forks) => {
    const drawn = drawing(plan, forks);
    drawn.draw(started('n1', 1));
    drawn.draw(action('n1', 'systemctl restart it'));
    drawn.draw(output('n1', 'half, '));
    expect(drawn.shown()).toContain('  $ systemctl restart it\n    │ half, ');
    drawn.draw(output('n1', 'rest'));
    drawn.draw(ended('n1'));
    expect(drawn.shown()).toContain('    │ half, rest\n  ✔ changed 5 ms\n');
  });

  it('what was done before is summed up', () => {
    const drawn = drawing(SAME);
    for (const host of ['n1', 'proxy-10'])
      drawn.draw({ ...started(host, 1), type: 'step-kept', result: 'ok' } as ExecutorEvent);
    drawn.draw(started('n3', 3));
    expect(drawn.shown()).toBe(
      '\n✔ 2 steps were done before: not run again\n\n[1/1] Restart it a [n3]\n',
    );
  });
});

describe('while a question is open', () => {
  it('what hosts print waits, in its order', async () => {
    const drawn = drawing(SAME, 3);
    await drawn.alone(async () => {
      drawn.draw(output('n1', 'one\n'));
      drawn.draw(output('n3', 'two\n'));
      expect(drawn.shown()).toBe('');
    });
    expect(drawn.shown()).toBe('[n1]         │ one\n[n3]         │ two\n');
  });

  it('the next one waits its turn', async () => {
    const { alone } = drawing(SAME, 3);
    const log: string[] = [];
    const ask = (name: string) => async (): Promise<void> => {
      log.push(`+${name}`);
      await Promise.resolve();
      log.push(`-${name}`);
    };
    await Promise.all([alone(ask('a')), alone(ask('b'))]);
    expect(log).toEqual(['+a', '-a', '+b', '-b']);
  });

  it('a host that prints on and on does not fill the memory, and it is said', async () => {
    const drawn = drawing(SAME, 3);
    await drawn.alone(async () => {
      for (let at = 0; at < 6000; at += 1) drawn.draw(output('n1', `line ${at}\n`));
    });
    const lines = drawn.shown().trim().split('\n');
    expect(lines[0]).toContain('1000 earlier lines of the hosts are left out');
    expect(lines).toHaveLength(5001);
    expect(lines.at(-1)).toContain('line 5999');
  });
});

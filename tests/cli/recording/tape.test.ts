/** What is shown, as lines of a recording. */
import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../../src/cli/recording/cast.ts';
import { STREAM_LIMIT, Tape } from '../../../src/cli/recording/tape.ts';

function taping() {
  const clock = { now: 10_000 };
  const tape = new Tape(() => clock.now);
  const events = (floor = 0) =>
    tape
      .take(10_000, floor)
      .lines.trimEnd()
      .split('\n')
      .map((line) => parseEvent(line));
  return { clock, tape, events };
}

describe('a tape', () => {
  it('puts together what is shown within one frame, and no more', () => {
    const { clock, tape, events } = taping();
    tape.write('a');
    clock.now += 10;
    tape.write('b\n');
    clock.now += 490;
    tape.write('c');
    expect(events()).toEqual([
      { time: 0, code: 'o', text: 'ab\r\n' },
      { time: 0.5, code: 'o', text: 'c' },
    ]);
  });

  it('keeps a marker between the texts around it', () => {
    const { tape, events } = taping();
    tape.write('before');
    tape.marker('install@web1');
    tape.write('after');
    expect(events().map((event) => event?.code)).toEqual(['o', 'm', 'o']);
  });

  it('shows control characters as signs, and leaves colours', () => {
    const { tape, events } = taping();
    tape.write('\u001b[2J\u001b[31mred\u001b[0m\u0007');
    expect(events()[0]?.text).toBe('␛[2J\u001b[31mred\u001b[0m␇');
  });

  it('never goes back in time: clocks do', () => {
    const { clock, tape, events } = taping();
    clock.now = 9000;
    tape.write('x');
    expect(events(7.5)).toEqual([{ time: 7.5, code: 'o', text: 'x' }]);
  });

  it('leaves out live output that nobody could read, says so, and keeps headings', () => {
    const { clock, tape, events } = taping();
    for (let at = 0; at < 10; at += 1) tape.stream('x'.repeat(STREAM_LIMIT / 4));
    tape.write('heading\n');
    expect(tape.size).toBe(STREAM_LIMIT + 'heading\r\n'.length);
    clock.now += 1000;
    const text = events()
      .map((event) => event?.text)
      .join('');
    expect(text).toContain('xheading\r\n');
    expect(text).toContain(`[${STREAM_LIMIT * 1.5} characters not recorded: the log has them]`);
  });
});

/**
 * The real CLI, killed with SIGKILL at every record of its journal and at every packet that it
 * sends, on a real sshd; resumed; and then the effects on the target are counted.
 *
 * 10 points of each runbook; KILL_POINTS=N takes N, `npm run crash` 160: more than 500 in all.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoSshd } from '../integration/support/sshd.ts';
import { type Lane, type Lanes, openLanes } from './lanes.ts';
import { SCENARIOS } from './scenarios.ts';
import { killAt, listPoints, type Verdict } from './victim.ts';

/** Cases at once: the hosts wait more than they work. */
const LANES = 3;
const MOST = Number(process.env.KILL_POINTS ?? 10);

describe.skipIf(whyNoSshd())('killed at every record and every send', () => {
  const verdicts: Verdict[] = [];
  let lanes: Lanes | undefined;

  beforeAll(async () => {
    lanes = await openLanes(LANES);
  });
  afterAll(async () => {
    await lanes?.close();
    console.log(`\nfigures: ${totals(verdicts)}`);
  });

  it.each(SCENARIOS)('$runbook', async (scenario) => {
    const { lanes: open, share } = lanes as Lanes;
    const points = await listPoints(scenario, open[0] as Lane);
    const found = await share(chosen(points), (point, lane) => killAt(point, scenario, lane));
    verdicts.push(...found);
    expect(found.filter(({ killed }) => killed).length).toBeGreaterThan(0);
    expect(found.filter(isBad)).toEqual([]);
  });
});

const isBad = ({ lost, twice, wrong }: Verdict): boolean => lost + twice + wrong.length > 0;

/**
 * Numbers of points, from 1: records first, of which there are few, then packets; each kind
 * spread over the whole run, up to what is wanted of both.
 */
function chosen(points: readonly string[]): number[] {
  const numbered = points.map((name, index) => ({ name, point: index + 1 }));
  const records = numbered.filter(({ name }) => !name.endsWith('-send'));
  const packets = numbered.filter(({ name }) => name.endsWith('-send'));
  const some = spread(records, Math.ceil(MOST / 2));
  return [...some, ...spread(packets, MOST - some.length)].map(({ point }) => point);
}

function spread<T>(all: readonly T[], count: number): T[] {
  if (count >= all.length) return [...all];
  return Array.from(
    { length: count },
    (_, index) => all[Math.floor((index * all.length) / count)] as T,
  );
}

function totals(verdicts: readonly Verdict[]): string {
  const sum = (of: (verdict: Verdict) => number): number =>
    verdicts.reduce((all, verdict) => all + of(verdict), 0);
  const killed = verdicts.flatMap(({ killed: name }) => name ?? []);
  const kinds = [...new Set(killed)].map(
    (kind) => `${killed.filter((name) => name === kind).length} ${kind}`,
  );
  return [
    `killed ${killed.length} times over ${SCENARIOS.length} runbooks (${kinds.join(', ')}):`,
    `${sum(({ lost }) => lost)} steps lost, ${sum(({ twice }) => twice)} run twice,`,
    `${sum(({ wrong }) => wrong.length)} wrong outcomes`,
  ].join(' ');
}

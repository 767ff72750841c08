/**
 * The real CLI, killed with SIGKILL at every record of its journal and at every packet that it
 * sends, on a real sshd; resumed; and then the effects on the target are counted.
 *
 * About 40 points of each runbook, spread evenly; KILL_POINTS=N takes N, `npm run crash` 160:
 * more than 500 in all.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshBundle } from '../cli/support/bundle.ts';
import { whyNoSshd } from '../integration/support/sshd.ts';
import { type Lane, type Lanes, openLanes } from './lanes.ts';
import { SCENARIOS } from './scenarios.ts';
import { countPoints, killAt, type Verdict } from './victim.ts';

/** Cases at once: the hosts wait more than they work. */
const LANES = 3;
const MOST = Number(process.env.KILL_POINTS ?? 40);

describe.skipIf(whyNoSshd())('killed at every record and every send', () => {
  const verdicts: Verdict[] = [];
  let lanes: Lanes | undefined;

  beforeAll(async () => {
    await freshBundle();
    lanes = await openLanes(LANES);
  });
  afterAll(async () => {
    await lanes?.close();
    console.log(`\nfigures: ${totals(verdicts)}`);
  });

  it.each(SCENARIOS)('$runbook', async (scenario) => {
    const { lanes: open, share } = lanes as Lanes;
    const points = await countPoints(scenario, open[0] as Lane);
    const found = await share(spread(points), (point, lane) => killAt(point, scenario, lane));
    verdicts.push(...found);
    expect(found.filter(({ killed }) => killed).length).toBeGreaterThan(0);
    expect(found.filter(isBad)).toEqual([]);
  });
});

const isBad = ({ lost, twice, wrong }: Verdict): boolean => lost + twice + wrong.length > 0;

function spread(points: number): number[] {
  const all = Array.from({ length: points }, (_, index) => index + 1);
  const every = Math.max(1, Math.ceil(points / MOST));
  return all.filter((point) => point % every === 0);
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

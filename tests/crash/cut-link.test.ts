/**
 * The link to a real sshd, cut dead at random bytes while the real CLI runs a runbook that prints
 * a lot. Each run must end with the true exit codes and the complete output, each step run once.
 *
 * About 24 cuts; LINK_CUTS=N makes N, `npm run crash` more than 200. CUT_SEED=N repeats a series.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoSshd } from '../integration/support/sshd.ts';
import { Case, type CliEnd, type Findings } from './case.ts';
import { type Lane, type Lanes, openLanes } from './lanes.ts';
import { TALKATIVE, TALKATIVE_OUTPUT } from './scenarios.ts';

const LANES = 3;
const CUTS = Number(process.env.LINK_CUTS ?? 24);
const SEED = Number(process.env.CUT_SEED ?? Date.now() % 1_000_000);
/** The link may be cut while it is being opened: then nothing was sent, and resuming is the way. */
const UNREACHABLE = 4;
const MOST_RESUMES = 4;

interface Verdict extends Findings {
  readonly at: readonly number[];
  readonly cuts: number;
  readonly resumes: number;
  /** Steps whose log isn't what the command printed. */
  readonly incomplete: readonly string[];
}

describe.skipIf(whyNoSshd())('the link is cut', () => {
  let lanes: Lanes | undefined;
  let verdicts: readonly Verdict[] = [];

  beforeAll(async () => {
    lanes = await openLanes(LANES);
  });
  afterAll(async () => {
    await lanes?.close();
    const sum = (of: (verdict: Verdict) => number): number =>
      verdicts.reduce((all, verdict) => all + of(verdict), 0);
    console.log(
      `\nfigures: ${sum(({ cuts }) => cuts)} cuts in ${verdicts.length} runs (seed ${SEED}, ${sum(({ resumes }) => resumes)} resumed because the cut came while connecting): ` +
        `${sum(({ lost }) => lost)} steps lost, ${sum(({ twice }) => twice)} run twice, ` +
        `${sum(({ wrong }) => wrong.length)} wrong outcomes, ${sum(({ incomplete }) => incomplete.length)} incomplete outputs`,
    );
  });

  it('ends with the true exit codes and the complete output', async () => {
    const { lanes: open, share } = lanes as Lanes;
    const bytes = await bytesOf(open[0] as Lane);
    const random = randomNumbers(SEED);
    // One cut, or two: the second comes while the run is picking itself up.
    const series = Array.from({ length: Math.ceil(CUTS / 1.5) }, (_, index) =>
      Array.from({ length: 1 + (index % 2) }, () => Math.floor(random() * bytes)),
    );
    verdicts = await share(series, (at, lane) => cut(at, lane));
    expect(verdicts.filter(isBad)).toEqual([]);
    expect(verdicts.some(({ cuts }) => cuts > 0)).toBe(true);
  });
});

const isBad = ({ lost, twice, wrong, incomplete }: Verdict): boolean =>
  lost + twice + wrong.length + incomplete.length > 0;

/** How many bytes pass in an undisturbed run. */
async function bytesOf(lane: Lane): Promise<number> {
  lane.link.cutEachAfter();
  const { code, text } = await new Case(TALKATIVE, lane, 'count').run();
  if (code !== TALKATIVE.exitCode) throw new Error(`ended with ${code}: ${text}`);
  return lane.link.passed;
}

async function cut(at: readonly number[], lane: Lane): Promise<Verdict> {
  const trial = new Case(TALKATIVE, lane, at.join('-'));
  lane.link.cutEachAfter(...at);
  let last: CliEnd = await trial.run();
  let resumes = 0;
  for (; last.code === UNREACHABLE && resumes < MOST_RESUMES; resumes += 1)
    last = trial.record() ? await trial.resume() : await trial.run();
  const { lost, twice, wrong } = trial.judge(last);
  return { at, cuts: lane.link.cuts, resumes, lost, twice, wrong, incomplete: incomplete(trial) };
}

function incomplete(trial: Case): string[] {
  const record = trial.record();
  return Object.entries(TALKATIVE_OUTPUT).flatMap(([id, printed]) => {
    const step = record?.state.steps.find((state) => state.step === id);
    const log = step?.output ? readFileSync(join(record?.folder ?? '', step.output), 'utf8') : '';
    return log === printed ? [] : [`${id}: ${log.length} characters instead of ${printed.length}`];
  });
}

/** Mulberry32: small, and the same series for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

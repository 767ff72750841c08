/** The opening line of a fence. */
import { answerPairs, answerProblems, manualItems } from '../../../src/runbook/content.ts';
import { parseDuration } from '../../../src/runbook/duration.ts';
import { readFence } from '../../../src/runbook/fence.ts';
import { parseMeta } from '../../../src/runbook/meta.ts';
import { OPTIONS } from '../../../src/runbook/options.ts';
import { mutated } from '../support/mutate.ts';
import { deterministic, expectPlaces, expectProblems } from '../support/oracles.ts';
import { blocks, metas } from '../support/seeds.ts';
import { target } from '../support/target.ts';

const FILE = 'p.mdx';
const START = { file: FILE, line: 1, column: 1 };
const WORDS = Object.keys(OPTIONS).flatMap((name) => [` ${name}=`, ` ${name} `]);

export default [
  target<string>({
    name: 'fence',
    inputs: mutated(metas(), [...WORDS, ' run', ' put=/etc/x', ' on="a, b"', '{1,2}', '/x/']).map(
      (meta) => meta.replaceAll('\n', ' '),
    ),
    runs: 3000,
    check(meta) {
      const words = deterministic(() => parseMeta(meta, START));
      expectPlaces(words, { [FILE]: meta });
      const read = readFence({
        lang: 'bash',
        text: 'true\n',
        meta,
        place: START,
        metaPlace: START,
        textPlace: START,
      });
      expectPlaces(read, { [FILE]: meta });
      if (!words.ok) expectProblems(read.problems);
    },
  }),
  target<string>({
    name: 'block',
    inputs: mutated(blocks(), ['- [ ] ', '1. ', ' => ', '  - ', 'password: => {{ secrets.x }}\n']),
    runs: 1500,
    check(text) {
      const place = { place: START, textPlace: START };
      const block = { lang: 'md', text, options: {}, ...place };
      expectPlaces(manualItems({ ...block, role: 'manual' }), { [FILE]: text });
      const answer = { ...block, role: 'answer' } as const;
      expectPlaces([answerPairs(answer), answerProblems(answer)], { [FILE]: text });
    },
  }),
  target<string>({
    name: 'duration',
    inputs: mutated(['90s', '2m', '1h30m', '500ms', '0', '1.5s'], ['s', 'ms', '9'.repeat(400)]),
    runs: 300,
    check(text) {
      const ms = parseDuration(text);
      if (ms !== undefined && !(Number.isSafeInteger(ms) && ms >= 0))
        throw new Error(`a duration of ${ms}`);
    },
  }),
];

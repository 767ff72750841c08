/** What each runbook of runbooks/ must have done on its targets, however often it was killed. */

export interface Scenario {
  readonly runbook: string;
  /** Lines of the effects file, sorted: each exactly once. */
  readonly effects: readonly string[];
  /** How each step must be recorded: `id@host` → `done 0`, `failed 7`, `pending`. */
  readonly steps: Readonly<Record<string, string>>;
  /** Its undisturbed run ends so. */
  readonly exitCode: 0 | 1;
}

const BOTH = ['web1', 'web2'];

function on(
  hosts: readonly string[],
  steps: readonly string[],
  how: string,
): Record<string, string> {
  return Object.fromEntries(hosts.flatMap((host) => steps.map((step) => [`${step}@${host}`, how])));
}

/** All that the effects file holds: a line for each of these steps on each of the hosts. */
function lines(hosts: readonly string[], steps: readonly string[]): string[] {
  return hosts.flatMap((host) => steps.map((step) => `${step} ${host}`)).sort();
}

export const SCENARIOS: readonly Scenario[] = [
  {
    runbook: 'by-step',
    effects: lines(BOTH, ['plain', 'checked', 'verified']),
    steps: on(BOTH, ['plain', 'file', 'checked', 'verified'], 'done 0'),
    exitCode: 0,
  },
  {
    runbook: 'by-host',
    effects: lines(BOTH, ['first', 'second']),
    steps: on(BOTH, ['first', 'second'], 'done 0'),
    exitCode: 0,
  },
  {
    runbook: 'side-by-side',
    effects: lines(BOTH, ['first', 'second']),
    steps: on(BOTH, ['first', 'second'], 'done 0'),
    exitCode: 0,
  },
  {
    runbook: 'failing',
    effects: lines(['web1'], ['first', 'fails']),
    steps: { 'first@web1': 'done 0', 'fails@web1': 'failed 7', 'never@web1': 'pending' },
    exitCode: 1,
  },
];

export const TALKATIVE: Scenario = {
  runbook: 'talkative',
  effects: lines(['web1'], ['much', 'slow', 'open', 'fails']),
  steps: { ...on(['web1'], ['much', 'slow', 'open'], 'done 0'), 'fails@web1': 'failed 5' },
  exitCode: 1,
};

/** What each of its steps prints, to the byte. */
export const TALKATIVE_OUTPUT: Readonly<Record<string, string>> = {
  much: Array.from({ length: 20_000 }, (_, index) => `${index + 1}\n`).join(''),
  slow: Array.from({ length: 10 }, (_, index) => `slow line ${index + 1}\n`).join(''),
  open: 'été, no end of line',
  fails: 'to stdout\nto stderr\n',
};

/** A resume that can ask nobody: which questions are open, and the flags that answer them. Pure. */
import type { Plan } from '../plan/model.ts';
import { quote } from '../plan/quote.ts';
import { type Invocation, type OptionValues, texts } from './command.ts';
import { named } from './decisions.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import type { ResumeRow } from './resume-view.ts';

/** What refuses to go on: nothing was sent, and the hint is the command to type. */
export function refusal(
  run: string,
  plan: Plan,
  open: readonly ResumeRow[],
  { options }: Pick<Invocation, 'options'>,
): CliError {
  const questions = open.map(({ item: { id, host, verdict } }) => {
    const name = named(id, host);
    return `  ${name} (${verdict}): ${flagsFor(name)}`;
  });
  const many = open.length === 1 ? 'a step needs' : `${open.length} steps need`;
  const message = [
    `${many} a decision, and nobody can be asked: nothing was sent`,
    ...questions,
  ].join('\n');
  const flags = [...suggested(plan, open), ...sameFlags(options)];
  const meaning = 'to keep what was done, and run again what was not';
  return new CliError(
    EXIT.paused,
    message,
    `${meaning}:\n  runbook resume ${[run, ...flags].join(' ')}`,
  );
}

/** `--done a@h, --rerun a@h or --skip a@h` */
export function flagsFor(name: string): string {
  return `--done ${name}, --rerun ${name} or --skip ${name}`;
}

/** One flag for each step, where all its hosts are asked about alike; else one for each host. */
function suggested(plan: Plan, open: readonly ResumeRow[]): string[] {
  const hosts = Map.groupBy(plan.steps, ({ id }) => id);
  const asked = Map.groupBy(open, (row) => `${optionFor(row)} ${row.item.id}`);
  return [...asked].flatMap(([flag, rows]) =>
    rows.length === hosts.get(rows[0]?.item.id ?? '')?.length
      ? [flag]
      : rows.map((row) => `${optionFor(row)} ${named(row.item.id, row.item.host)}`),
  );
}

/** What does no harm: what was done stays, what wasn't is tried again. */
function optionFor({ item: { verdict } }: ResumeRow): '--rerun' | '--done' {
  return verdict === 'failed' || verdict === 'unknown' ? '--rerun' : '--done';
}

const VALUES = [
  ...['done', 'rerun', 'skip', 'forks', 'transport', 'sshConfig', 'runbook'],
  ...['secretCommand', 'onFailure', 'report'],
];
const FLAGS = ['yes', 'nonInteractive', 'verbose', 'json'];

/** The options of this call that another one needs too: what it decided is not decided yet. */
function sameFlags(options: OptionValues): string[] {
  const given = VALUES.flatMap((name) =>
    texts(options, name).map((value) => `${dashed(name)} ${quote(value)}`),
  );
  return [...given, ...FLAGS.filter((name) => options[name] === true).map(dashed)];
}

/** `sshConfig` → `--ssh-config` */
function dashed(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

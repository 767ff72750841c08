/**
 * Random secrets through whole runs on this machine: scripts that do all they can to leak
 * them. Then neither what was told and kept, nor any process list, may hold one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMask } from '../../src/executor/mask/mask.ts';
import { buildPlan } from '../../src/plan/plan.ts';
import { localTransport } from '../../src/transports/local.ts';
import { fence, INVENTORY, page, runbook } from '../plan/support.ts';
import { secretArbitrary } from './mask/secrets.ts';
import { run, scratch } from './support.ts';

/** Secrets of one run, and runs. */
const BATCH = 10;
const RUNS = 22;

const NUMBERS = Array.from({ length: BATCH }, (_, at) => at);
const FOLDER = '{{ params.folder | sh }}';

/** What `text` gives for each secret: `@@` stands for its number. */
function each(text: string): string {
  return NUMBERS.map((number) => text.replaceAll('@@', String(number))).join('\n');
}

/** Keeps the command lines of all processes. */
function processes(name: string): string {
  return `cat /proc/[0-9]*/cmdline > ${FOLDER}/${name}.ps 2>/dev/null || :`;
}

/** Prints it in every way, cut in two, on both streams, and traced. */
const LEAKY = `p={{ secrets.p@@ | sh }}
printf '%s' "$p" > ${FOLDER}/got@@
printf '%s\\n' "$p"
echo "$p" >&2
printf '%s' "\${p%???}"; sleep 0.002; printf '%s\\n' "\${p@Q}" "\${p#"\${p%???}"}"
printf '%q\\n' "$p"
printf '%s' "$p" | base64
printf 'user:%s' "$p" | base64 -w 20
set -x; : "$p"; set +x`;

const PAGE = page(
  `targets: web1\nparams:\n  folder: {type: string}\nsecrets:\n${each('  p@@: {}\n  line@@: {}')}`,
  fence('sh check', `${each(': {{ secrets.p@@ | sh }}')}\n${processes('check')}\nfalse`) +
    fence('bash run id=leak', `${processes('run')}\n${each(LEAKY)}`) +
    fence('sh verify', `${each('echo {{ secrets.p@@ | sh }}')}\n${processes('verify')}`),
  fence('text put={{ params.folder }}/file id=file', each('{{ secrets.p@@ }}')),
  fence(
    'bash run id=ask',
    `${each(`printf 'Token @@: '; IFS= read -r t; echo "it was $t"; test "$t" = {{ secrets.line@@ | sh }}`)}
${processes('ask')}`,
  ) +
    fence('text answer', each('Token @@: $ => {{ secrets.line@@ }}')) +
    fence('text expect', each('something else than {{ secrets.line@@ }}')),
);

const connect = () =>
  localTransport().connect({ name: 'web1', hostKeys: [], platform: 'posix' as const });

/** A secret in the forms that matter most, made here and not by the mask. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    ...[secret, json, JSON.stringify(json).slice(1, -1)],
    Buffer.from(secret).toString('base64').replace(/.?=*$/, ''),
    Buffer.from(secret).toString('hex'),
    encodeURIComponent(secret),
  ];
}

/** A reply is one line, and a terminal gives no blanks at its ends. */
function asLine(secret: string): string {
  return secret.replaceAll(/[\r\n]+/g, ' ').trim();
}

/** Everything that a run of these secrets left, by where it is. */
async function traces(given: readonly string[]): Promise<Record<string, string>> {
  const folder = scratch();
  const secrets = Object.fromEntries(
    given.flatMap((secret, at) => [
      [`p${at}`, secret],
      [`line${at}`, asLine(secret)],
    ]),
  );
  const request = { runbook: runbook(PAGE), inventory: INVENTORY, params: { folder }, secrets };
  const built = buildPlan(request);
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  const { events, journal, outcome } = await run(built.plan, {
    connect,
    mask: createMask(secrets),
  });
  // All of it was really done, with the very secrets.
  expect(outcome.failures).toEqual(['expect']);
  for (const [at, secret] of given.entries())
    expect(readFileSync(join(folder, `got${at}`), 'utf8')).toBe(secret);
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe(`${given.join('\n')}\n`);
  const listed = ['check', 'run', 'verify', 'ask'].map((name) => `${name}.ps`);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(listed));
  return {
    events: JSON.stringify(events),
    journal: JSON.stringify(journal.entries),
    log: [...journal.outputs.values()].join('\n'),
    ...Object.fromEntries(listed.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
  };
}

function leaks(secret: string, found: Readonly<Record<string, string>>): string[] {
  return Object.entries(found).flatMap(([place, text]) =>
    formsOf(secret)
      .map((form) => text.indexOf(form))
      .filter((at) => at >= 0)
      .map((at) => `${place}: ${text.slice(Math.max(0, at - 100), at + 100)}`),
  );
}

it(`${BATCH * RUNS} random secrets are in nothing that is told, kept, or listed`, async () => {
  const seen = new Set<string>();
  const batch = fc.array(fc.tuple(secretArbitrary, fc.integer({ min: 1 << 20, max: 1 << 24 })), {
    minLength: BATCH,
    maxLength: BATCH,
  });
  await fc.assert(
    fc.asyncProperty(batch, async (pairs) => {
      // With a number at the end: no other process has it by chance.
      const secrets = pairs.map(([text, number]) => text + number.toString(16));
      for (const secret of secrets) seen.add(secret);
      const found = await traces(secrets);
      expect(secrets.flatMap((secret) => leaks(secret, found))).toEqual([]);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(seen.size).toBeGreaterThanOrEqual(200);
}, 300_000);

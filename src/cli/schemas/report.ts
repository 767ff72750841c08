/**
 * The schema of a run as JSON: `--report json`, and `show <run> --json`.
 *
 * Loaded by the tests only, which hold it against real reports and against the JSON
 * Schema that the site serves.
 */
import { z } from 'zod';
import { reason, result } from './events.ts';

const time = z.iso.datetime().describe('ISO 8601 UTC');
const texts = z.record(z.string(), z.string());
const session = z.int().describe('who: index into `sessions`; -1 when that record is lost');

const block = z
  .strictObject({
    role: z
      .string()
      .describe('`run`, `put`, `manual`, `check`, `verify`, `undo`, `expect` or `answer`'),
    lang: z.string(),
    text: z.string().describe('rendered for this host, with secrets by name'),
    path: z.string().optional().describe('of `put`: where'),
    sudo: z.boolean().optional(),
    mode: z.string().optional(),
    owner: z.string().optional(),
  })
  .describe('a block as it was meant');

const attempt = z
  .strictObject({
    kind: z.literal('attempt'),
    attempt: z.int().positive(),
    hash: z.string().describe('of the text that was meant then'),
    session,
    startedAt: time.optional().describe('absent when nothing was sent'),
    endedAt: time.optional(),
    result: z.enum([...result.options, 'unknown']),
    reason: reason.optional(),
    exitCode: z.int().optional(),
    detail: z.string().optional(),
    durationMs: z.number().nonnegative().optional(),
    output: z.string().optional().describe('file of its output, in `folder`'),
    outputs: texts.optional().describe('what it gave to later steps'),
    reverts: z
      .array(z.strictObject({ at: time, state: z.enum(['armed', 'disarmed', 'fired']) }))
      .describe('what became of the undo that the host carries out by itself'),
  })
  .describe('a try');

const decision = z
  .strictObject({
    kind: z.literal('decision'),
    session,
    at: time,
    by: z.string(),
    decision: z.enum(['done', 'rerun', 'skip', 'abort']),
    detail: z.string().optional(),
  })
  .describe('what was decided about a step of an earlier session');

const step = z.strictObject({
  step: z.string(),
  host: z.string(),
  title: z.string(),
  status: z.enum(['pending', 'done', 'skipped', 'failed', 'unknown', 'undone']),
  result: result.optional(),
  reason: reason.optional(),
  exitCode: z.int().optional(),
  detail: z.string().optional(),
  attempts: z.int().nonnegative(),
  startedAt: time.optional(),
  endedAt: time.optional(),
  durationMs: z.number().nonnegative().optional(),
  outputs: texts.optional(),
  hash: z.string().describe('SHA-256 of `blocks`, which the journal chains'),
  blocks: z.array(block).optional().describe('absent when they were not kept'),
  happenings: z
    .array(z.discriminatedUnion('kind', [attempt, decision]))
    .describe('in the order of time'),
  output: z
    .strictObject({
      file: z.string(),
      text: z.string().describe('the end of it, masked'),
      omitted: z.int().nonnegative().describe('bytes before `text`'),
    })
    .optional()
    .describe('of the last try that printed something'),
});

export const runReport = z.strictObject({
  v: z.literal(1),
  run: z.string(),
  runbook: z.string(),
  file: z.string(),
  title: z.string(),
  status: z.enum([
    'running',
    'killed',
    'paused',
    'succeeded',
    'failed',
    'aborted',
    'undone',
    'damaged',
  ]),
  startedAt: z.union([time, z.literal('')]).describe('empty when the beginning is lost'),
  endedAt: time.optional(),
  transport: z.string(),
  params: texts,
  selection: texts,
  folder: z.string().describe('of the journal'),
  sessions: z
    .array(
      z.strictObject({
        kind: z.enum(['run', 'resume', 'undo']),
        operator: z.string(),
        machine: z.string(),
        version: z.string(),
        at: time,
        end: z.string().optional().describe('absent: it was killed, or is at it'),
        endedAt: time.optional(),
      }),
    )
    .describe('each process that worked on the run, in the order of time'),
  unlocked: z
    .array(
      z.strictObject({
        at: time,
        lock: z.string(),
        host: z.string().optional().describe('absent: on the machine of who removed it'),
        operator: z.string(),
        machine: z.string(),
      }),
    )
    .optional()
    .describe('locks of this run that somebody took away by hand'),
  steps: z.array(step).describe('in the order of the plan'),
  problems: z
    .array(
      z.looseObject({
        rule: z.string(),
        severity: z.enum(['error', 'warning', 'info']),
        message: z.string(),
      }),
    )
    .describe('what is wrong with the journal'),
});

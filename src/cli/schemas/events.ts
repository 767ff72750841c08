/**
 * The schema of what `run`, `resume` and `undo` print with `--json`: one object a line.
 *
 * Loaded by the tests only, which hold it against the types, against a real run and
 * against the JSON Schema that the site serves; the command itself doesn't pay for zod.
 */
import { z } from 'zod';

/** On every line. */
const LINE = {
  v: z
    .literal(1)
    .describe('version of this format; a field or a type may be added without a new one'),
  at: z.iso.datetime().describe('when, ISO 8601 UTC'),
};

const run = z.string().describe('id of the run');
const step = z.string().describe('id of the step');
const host = z.string().describe('the target');
const title = z.string();
const index = z.int().positive().describe('position in the plan, from 1');
const total = z.int().positive().describe('steps of the plan, one for each host');
export const result = z.enum(['ok', 'changed', 'skipped', 'failed']);
const count = z.int().nonnegative();

export const reason = z
  .enum([
    'unsupported',
    'configuration',
    'resolution',
    'unreachable',
    'host-key',
    'authentication',
    'timeout',
    'prompt',
    'exit-code',
    'signal',
    'expect',
    'verify',
    'invariant',
    'not-armed',
    'reverted',
    'not-rebooted',
    'output',
    'aborted',
  ])
  .describe('why it failed');

const verdict = z
  .enum([
    'done',
    'done-but-edited',
    'inventory-changed',
    'new',
    'removed',
    'pending',
    'failed',
    'unknown',
  ])
  .describe('what the resumed run found of the step');

const recap = z.strictObject({
  host,
  ok: count,
  changed: count,
  skipped: count,
  failed: count,
  unreachable: count,
  unknown: count,
});

const lock = z
  .strictObject({
    id: z.string().describe('what `runbook unlock` wants'),
    run,
    runbook: z.string(),
    operator: z.string(),
    machine: z.string(),
    since: z.string().describe('ISO 8601 UTC'),
    process: z
      .strictObject({
        home: z.string().describe('machine and process space, as a keyed hash'),
        pid: z.int(),
        start: z.string().optional(),
        boot: z.string().optional(),
      })
      .optional(),
    kept: z.string().optional().describe('the step that may still be at work there'),
  })
  .describe('the lock on the target');

const held = z
  .strictObject({
    host,
    lock: lock.optional().describe('absent when it can not be read'),
    owner: z.string().optional().describe("the host's user whose file it is"),
    why: z.string().optional(),
  })
  .describe('of `locked`: whose the target is');

/** Each event of the executor, by its type, with what it tells. */
export const EVENTS = [
  z
    .strictObject({
      type: z.literal('run-started'),
      run,
      runbook: z.string(),
      title,
      steps: count.describe('how many, each host counted'),
    })
    .describe('The run, or the session that resumes it, begins.'),
  z
    .strictObject({ type: z.literal('step-started'), step, host, title, index, total })
    .describe('A step begins on a host.'),
  z
    .strictObject({ type: z.literal('step-kept'), step, host, title, index, total, result })
    .describe('An earlier session finished this step: it is not run again.'),
  z
    .strictObject({
      type: z.literal('decision'),
      step,
      host,
      verdict,
      by: z
        .enum(['operator', 'verify', 'rerun-safe', 'flag', 'reattach'])
        .describe('who or what decided'),
      decision: z.enum(['done', 'rerun', 'skip', 'abort']),
      detail: z.string(),
    })
    .describe('What was decided about a step that an earlier session left open.'),
  z
    .strictObject({
      type: z.literal('phase'),
      step,
      host,
      phase: z.enum(['check', 'diff', 'action', 'verify', 'invariant']),
      text: z.string().describe('the command, or the diff of a file; secrets are masked'),
      attempt: z.int().positive().optional().describe('of a verify that is tried again'),
    })
    .describe('What is about to be sent.'),
  z
    .strictObject({
      type: z.literal('output'),
      step,
      host,
      stream: z.enum(['stdout', 'stderr']),
      text: z.string().describe('a piece of output, as it came; secrets are masked'),
    })
    .describe('The host printed something.'),
  z
    .strictObject({
      type: z.literal('notice'),
      step: step.optional(),
      host: host.optional(),
      text: z.string(),
    })
    .describe('What the operator must know and no result says: a link lost, then found again.'),
  z
    .strictObject({
      type: z.literal('step-ended'),
      step,
      host,
      result: z.enum([...result.options, 'unknown']),
      reason: reason.optional(),
      exitCode: z.int().optional(),
      detail: z.string().optional(),
      hint: z.string().optional().describe('what to do about it'),
      durationMs: z.number().nonnegative(),
    })
    .describe('A step ended, or its outcome became unknown.'),
  z
    .strictObject({
      type: z.literal('paused'),
      run,
      reason: z.enum(['interrupt', 'manual', 'failure', 'question', 'locked']),
      detail: z.string(),
      held: held.optional(),
    })
    .describe('The run stops and can be resumed. The last event of this session.'),
  z
    .strictObject({
      type: z.literal('run-ended'),
      run,
      status: z.enum(['succeeded', 'failed', 'aborted', 'undone']),
      recap: z.array(recap).describe('by host, how many steps ended how'),
    })
    .describe('The run is over. The last event.'),
] as const;

/** An event as the executor tells it. */
export const executorEvent = z.discriminatedUnion('type', EVENTS);

const problem = z.looseObject({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
});

/** Of `undo`, before the others: what the command itself tells. */
export const UNDO_PLANNED = z
  .strictObject({
    type: z.literal('undo-planned'),
    run,
    runbook: z.string(),
    steps: z
      .array(
        z.strictObject({
          ...{ step, host, title },
          way: z
            .enum(['command', 'restore', 'by-hand'])
            .describe('its undo block, the file as it was before, or a person'),
          decision: z.enum(['undo', 'leave', 'open']).describe('open: somebody must say'),
          doubt: z.string().optional().describe('why nobody can say how much of it was done'),
          changed: z
            .enum(['edited', 'inventory-changed'])
            .optional()
            .describe('since: the text of today is used'),
          why: z.string().optional().describe('why it has to be done by hand'),
        }),
      )
      .describe('in the order of undoing'),
  })
  .describe('What would be undone. Nothing was sent yet.');

/** Instead of, or after, the events: why the command could not go on. */
export const failureLine = z
  .strictObject({
    ok: z.literal(false),
    problems: z.array(problem).optional(),
    error: z.string().optional(),
    hint: z.string().optional(),
  })
  .describe('The command could not begin, or go on. The last line.');

/** A line of the stream. */
export const eventLine = z.union([
  ...[UNDO_PLANNED, ...EVENTS].map((event) => event.extend(LINE)),
  failureLine,
]);

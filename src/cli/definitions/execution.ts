/** Commands, as data: the plan of a runbook, and what carries it out, goes on with it or takes it back. */
import type { CommandSpec } from '../command.ts';
import {
  CONNECTION,
  EVENTS,
  EXECUTION,
  JSON_OUTPUT,
  LIMIT,
  RENAMED,
  RUNBOOK,
  SECRET_COMMAND,
  START_AT,
  STEP,
  VAR,
  VERBOSE,
} from './options.ts';

export const EXECUTION_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'plan',
    summary: 'show the exact commands, and run nothing',
    details:
      'The dry run: connects to nothing and invents no result. What depends on the run is ' +
      '"unknown until run". With --run it shows what a resume would do.',
    arguments: [{ ...RUNBOOK, name: '[runbook]' }],
    options: [
      VAR,
      LIMIT,
      STEP,
      START_AT,
      {
        flags: '--run <id>',
        description: 'compare with this run: what would resume do?',
        completes: 'run',
      },
      RENAMED,
      { flags: '--lines', description: 'show the complete quoted command lines' },
      VERBOSE,
      JSON_OUTPUT,
    ],
    examples: [
      ['plan web-restart', 'what would be sent to each host'],
      ['plan web-restart --limit node1', 'to one host'],
      ['plan --run 20260714-0912', 'what resuming that run would do'],
    ],
    load: () => import('../commands/plan.ts'),
  },
  {
    name: 'run',
    summary: 'execute a runbook, with checkpoints',
    details:
      'Each step is recorded on disk before its command is sent and after it ended. Ctrl-C stops ' +
      'and keeps the checkpoint; a second one stops at once. "runbook resume" goes on from there.\n\n' +
      'A secret comes from --secret-command, else from RUNBOOK_SECRET_<NAME>, else from the ' +
      "runbook's own command, else it is asked for without echo. Sudo's password comes from " +
      'RUNBOOK_SUDO_PASSWORD, or is asked for when a host wants it.',
    arguments: [RUNBOOK],
    options: [VAR, LIMIT, STEP, START_AT, ...EXECUTION],
    examples: [
      ['run web-restart', 'asks before each changing step'],
      ['run web-restart --limit node1 --yes', 'one host, without questions'],
      ['run web-restart --start-at reload --var port=8443', 'from a step on'],
    ],
    load: () => import('../commands/run.ts'),
  },
  {
    name: 'resume',
    summary: 'go on with a run that did not finish',
    details:
      'Finished steps are not run again. What was found is listed, and what needs a decision is ' +
      'asked, before anything is sent; --done, --rerun and --skip decide beforehand. A step whose ' +
      'outcome nobody knows is never rerun silently: the host is asked, then you are.\n\n' +
      'Parameters and selection are those of the run: with others, begin another run.',
    arguments: [
      {
        name: '[run]',
        description: 'id of the run, or its beginning; the last unfinished one when absent',
        completes: 'run',
      },
    ],
    options: [
      {
        flags: '--done <step[@host]>',
        description: 'this step is done, do not run it (repeatable)',
        repeatable: true,
      },
      {
        flags: '--rerun <step[@host]>',
        description: 'run this step again (repeatable)',
        repeatable: true,
      },
      {
        flags: '--skip <step[@host]>',
        description: 'leave this step out (repeatable)',
        repeatable: true,
      },
      RENAMED,
      ...EXECUTION,
    ],
    examples: [
      ['resume', 'the last run that did not finish'],
      ['resume 20260714-0912', 'that run'],
      ['resume --rerun reload@node1', 'decide about a step of unknown outcome'],
    ],
    load: () => import('../commands/resume.ts'),
  },
  {
    name: 'undo',
    summary: 'take back what a run did, the last step first',
    details:
      'By the undo blocks of the page as it is today; a file that was replaced is put back as it ' +
      'was kept. What would be done is listed first, and each step is asked about unless --yes.\n\n' +
      'What may have been done in part is never undone silently (--include, --skip); what only a ' +
      'person can take back is shown, and acknowledged (--leave). An undo that stops is gone on ' +
      'with by "runbook resume".',
    arguments: [
      { name: '<run>', description: 'id of the run, or its beginning', completes: 'run' },
    ],
    options: [
      LIMIT,
      { ...STEP, description: 'take back only this step (repeatable)' },
      {
        flags: '--include <step[@host]>',
        description: 'may have been done in part: undo it too (repeatable)',
        repeatable: true,
      },
      {
        flags: '--skip <step[@host]>',
        description: 'leave it as it is (repeatable)',
        repeatable: true,
      },
      {
        flags: '--leave <step[@host]>',
        description: 'what a person would take back: leave it (repeatable)',
        repeatable: true,
      },
      RENAMED,
      { flags: '-y, --yes', description: 'do not ask before each step' },
      SECRET_COMMAND,
      { flags: '--non-interactive', description: 'never ask: refuse what needs a decision' },
      ...CONNECTION,
      VERBOSE,
      EVENTS,
    ],
    examples: [
      ['undo 20260714-0912', 'all that this run did, asking before each step'],
      ['undo 20260714-0912 --step reload --yes', 'one step of it'],
      ['undo 20260714-0912 --yes --include install@node1', 'also what failed half-way'],
    ],
    load: () => import('../commands/undo.ts'),
  },
];

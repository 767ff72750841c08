/** Commands, as data: the runs recorded on this machine, and the locks that they hold. */
import type { CommandSpec } from '../command.ts';
import { CONNECTION, JSON_OUTPUT } from './options.ts';

export const RECORD_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'status',
    summary: 'show where a run stands, step by step',
    arguments: [
      {
        name: '[run]',
        description: 'id of the run, or its beginning; the last one when absent',
        completes: 'run',
      },
    ],
    options: [
      { flags: '--output <step[@host]>', description: 'print the recorded output of a step' },
      JSON_OUTPUT,
    ],
    examples: [
      ['status', 'the last run, and the command to go on'],
      ['status 20260714-0912 --output install@node1', 'what a step printed'],
    ],
    load: () => import('../commands/status.ts'),
  },
  {
    name: 'history',
    summary: 'list the runs recorded on this machine',
    arguments: [
      { name: '[runbook]', description: 'only runs of this runbook', completes: 'runbook' },
    ],
    options: [
      {
        flags: '--status <status>',
        description: 'only runs that stand so',
        choices: [
          'running',
          'killed',
          'paused',
          'succeeded',
          'failed',
          'aborted',
          'undone',
          'damaged',
        ],
      },
      { flags: '--since <when>', description: 'only runs begun since: 2026-07-14, 3d, 2h' },
      { flags: '--operator <name>', description: 'only runs that this person worked on' },
      { flags: '-n, --last <count>', description: 'only the last ones (default: 20)' },
      JSON_OUTPUT,
    ],
    examples: [
      ['history', 'the last 20 runs'],
      ['history web-restart --status paused', 'what waits to be resumed'],
    ],
    load: () => import('../commands/history.ts'),
  },
  {
    name: 'replay',
    summary: 'play what the operator of a run saw',
    details:
      'Space pauses, "." or the right arrow goes to the next step, q ends. Without a terminal ' +
      'it prints all of it at once. The recording is an asciicast: asciinema plays it too.',
    arguments: [
      {
        name: '[run]',
        description: 'id of the run, or its beginning; the last one when absent',
        completes: 'run',
      },
    ],
    options: [
      { flags: '--speed <factor>', description: 'how much faster (default: 1)' },
      { flags: '--idle <duration>', description: 'longest pause (default: 2s)' },
    ],
    examples: [
      ['replay', 'the last run'],
      ['replay 20260714-0912 --speed 4 --idle 500ms', 'that one, quickly'],
      ['replay | less -R', 'its text'],
    ],
    load: () => import('../commands/replay.ts'),
  },
  {
    name: 'unlock',
    summary: 'list locks, or remove one by its id',
    details:
      'A run locks its targets against a second operator, on this machine and on the targets ' +
      'themselves. Only remove a lock whose run is dead: who holds it is not stopped by this.\n\n' +
      'The removal is journalled. A lock file on a target that belongs to another user of that ' +
      'host can be removed by that user, or by root.',
    arguments: [
      { name: '[id]', description: 'id of the lock, as the message says it', completes: 'lock' },
    ],
    options: [
      {
        flags: '--host <name>',
        description: "look at these targets; those of the lock's run when absent (repeatable)",
        repeatable: true,
        completes: 'host',
      },
      { flags: '-y, --yes', description: 'do not ask' },
      { flags: '--non-interactive', description: 'never ask: refuse without --yes' },
      ...CONNECTION,
      JSON_OUTPUT,
    ],
    examples: [
      ['unlock', 'the locks of the runs of this machine'],
      ['unlock --host node1', 'and the one on a target'],
      ['unlock 3fa2c1b0 --host node1', 'remove it'],
    ],
    load: () => import('../commands/unlock.ts'),
  },
];

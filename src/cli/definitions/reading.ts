/** Commands, as data: what there is to read: runbooks, devices, configs, and the search over all of it. */
import { KINDS } from '../../search/document.ts';
import type { CommandSpec } from '../command.ts';
import { JSON_OUTPUT, REPORT } from './options.ts';

export const READING_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'list',
    summary: 'list the runbooks',
    arguments: [],
    options: [JSON_OUTPUT],
    examples: [
      ['list', 'names, targets and titles'],
      ['list --json', 'the same, for a program'],
    ],
    load: () => import('../commands/list.ts'),
  },
  {
    name: 'show',
    summary: 'show a runbook, a recorded run, a config or a device',
    details:
      'A runbook: the blocks as written; "runbook plan" shows what would be sent to each host.\n\n' +
      'A run, by its id or its beginning: the blocks as they were meant, and beside each who ran ' +
      'it, when, where, and what came of it.\n\n' +
      'A config ("web1/interfaces"): as the inventory makes it, or as found on its device. Not on ' +
      'a terminal, it is exactly the file.\n\n' +
      'A device: what the inventory writes about it, its configs, its runbooks, what lint finds. ' +
      'Where a runbook has the same name, "web1/" is the device.',
    arguments: [
      {
        name: '<name>',
        description: 'name of a runbook, path of its file, id of a run, name of a config or device',
        completes: 'anything shown',
      },
    ],
    options: [
      {
        flags: '--step <id>',
        description: 'of a runbook or run: only this step',
        completes: 'step',
      },
      { flags: '--output <step[@host]>', description: 'of a run: all that a step printed' },
      REPORT,
      JSON_OUTPUT,
    ],
    examples: [
      ['show web-restart', 'all steps, with their blocks'],
      ['show web-restart --step install', 'one step'],
      ['show web1', 'what is known about a host'],
      ['show web1/interfaces', 'its file, made from the inventory'],
      ['show 20260714-0912', 'what happened in that run'],
      ['show 20260714-0912 --report md=run.md', 'the same, as a page to keep'],
    ],
    load: () => import('../commands/show.ts'),
  },
  {
    name: 'search',
    summary: 'search pages, steps, inventory and configs',
    details:
      "What the site's search finds, read from this repository: neither a built site nor a network is " +
      'needed. Words match whatever their endings and accents; what holds a digit (an address, a ' +
      'port, a VLAN) matches as it is, or as the beginning of a longer one. Exits 1 when nothing is found.',
    arguments: [{ name: '<words...>', description: 'all of them must be there' }],
    options: [
      {
        flags: '--kind <kind>',
        description: 'only these: page, step, inventory, config (repeatable)',
        repeatable: true,
        choices: [...KINDS],
      },
      { flags: '-n, --limit <count>', description: 'how many to show (default: 10)' },
      JSON_OUTPUT,
    ],
    examples: [
      ['search 192.0.2.58', 'whose address it is, and where it is used'],
      ['search Gi0/26 --kind config', 'the lines about a port'],
      ['search restart the cluster', 'pages and steps about it'],
    ],
    load: () => import('../commands/search.ts'),
  },
];

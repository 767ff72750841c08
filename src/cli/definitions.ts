/**
 * The commands of `runbook`, as data: help, parsing and shell completion are all
 * made from this table. The actions are in `commands/`, one file a command.
 */
import { KINDS } from '../search/document.ts';
import type { ArgumentSpec, CommandSpec, OptionSpec } from './command.ts';

const RUNBOOK: ArgumentSpec = {
  name: '<runbook>',
  description: 'name of a runbook, or path of its file',
  completes: 'runbook',
};
const JSON_OUTPUT: OptionSpec = { flags: '--json', description: 'JSON on stdout, for programs' };
const EVENTS: OptionSpec = {
  flags: '--json',
  description: 'events on stdout, one JSON object a line',
};
const VAR: OptionSpec = {
  flags: '--var <name=value>',
  description: 'value of a parameter (repeatable)',
  repeatable: true,
};
const LIMIT: OptionSpec = {
  flags: '--limit <hosts>',
  description: 'only these: names, roles, web*, all, !name (repeatable)',
  repeatable: true,
  completes: 'targets',
};
const STEP: OptionSpec = {
  flags: '--step <id>',
  description: 'only this step (repeatable)',
  repeatable: true,
  completes: 'step',
};
const START_AT: OptionSpec = {
  flags: '--start-at <id>',
  description: 'from this step on',
  completes: 'step',
};
const RENAMED: OptionSpec = {
  flags: '--runbook <name>',
  description: "what the run's runbook is called now, when it was renamed",
  completes: 'runbook',
};
const VERBOSE: OptionSpec = {
  flags: '-v, --verbose',
  description: 'also list and draw what is done already',
};
const REPORT: OptionSpec = {
  flags: '--report <format[=file]>',
  description: 'junit, json or md, on stdout or into a file (repeatable)',
  repeatable: true,
};
const SECRET_COMMAND: OptionSpec = {
  flags: '--secret-command <name=command>',
  description: 'command of this machine that prints a secret (repeatable)',
  repeatable: true,
};
/** How hosts are reached, for all that connects. */
const CONNECTION: readonly OptionSpec[] = [
  {
    flags: '--ssh-config <file>',
    description: 'ssh configuration to use, like ssh -F',
    completes: 'file',
  },
  {
    flags: '--transport <name>',
    description: 'how commands are carried (default: ssh)',
    choices: ['ssh', 'local'],
  },
];
const EXECUTION: readonly OptionSpec[] = [
  { flags: '-y, --yes', description: 'do not ask before a changing step' },
  { flags: '--forks <count>', description: 'how many hosts at once, whatever the runbook says' },
  SECRET_COMMAND,
  { flags: '--non-interactive', description: 'never ask: pause where a person is needed' },
  {
    flags: '--on-failure <what>',
    description: 'stop, or undo what the run did (default: stop)',
    choices: ['stop', 'undo'],
  },
  ...CONNECTION,
  VERBOSE,
  REPORT,
  EVENTS,
];

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'list',
    summary: 'list the runbooks',
    arguments: [],
    options: [JSON_OUTPUT],
    examples: [
      ['list', 'names, targets and titles'],
      ['list --json', 'the same, for a program'],
    ],
    load: () => import('./commands/list.ts'),
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
    load: () => import('./commands/show.ts'),
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
    load: () => import('./commands/search.ts'),
  },
  {
    name: 'lint',
    summary: 'check the inventory against the rules',
    arguments: [],
    options: [
      {
        flags: '--rule <id>',
        description: 'only this rule (repeatable)',
        repeatable: true,
      },
      { flags: '--rules', description: 'explain the rules and stop' },
      JSON_OUTPUT,
    ],
    examples: [
      ['lint', 'errors and warnings, each with its place'],
      ['lint --rules', 'what is checked, and why'],
    ],
    load: () => import('./commands/lint.ts'),
  },
  {
    name: 'validate',
    summary: 'check runbooks: format, targets, templates',
    arguments: [
      {
        name: '[runbook...]',
        description: 'names; all of them when absent',
        completes: 'runbook',
      },
    ],
    options: [JSON_OUTPUT],
    examples: [
      ['validate', 'every runbook, rendered for each of its targets'],
      ['validate web-restart', 'one of them'],
    ],
    load: () => import('./commands/validate.ts'),
  },
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
    load: () => import('./commands/plan.ts'),
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
    load: () => import('./commands/run.ts'),
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
    load: () => import('./commands/resume.ts'),
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
    load: () => import('./commands/undo.ts'),
  },
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
    load: () => import('./commands/status.ts'),
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
    load: () => import('./commands/history.ts'),
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
    load: () => import('./commands/replay.ts'),
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
    load: () => import('./commands/unlock.ts'),
  },
  {
    name: 'init',
    summary: 'make a new site, with a small inventory, two pages and a runbook',
    details:
      'The folder holds content only, and uses the code of this checkout. It builds, and its ' +
      'checks pass, at once. A folder that holds anything is refused.',
    arguments: [{ name: '<dir>', description: 'a new or empty folder', completes: 'directory' }],
    options: [
      {
        flags: '--locale <locale>',
        description: 'language of the site: en or fr (default: en)',
        choices: ['en', 'fr'],
      },
    ],
    examples: [
      ['init ~/our-docs', 'then: cd ~/our-docs && npm test'],
      ['init --locale fr ~/notre-doc', 'in French'],
    ],
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'new',
    summary: 'begin a runbook that is valid as it stands',
    arguments: [
      { name: '<name>', description: 'lower-case words and dashes: its file, its address' },
    ],
    options: [
      {
        flags: '--on <targets>',
        description: 'whom it is for: names, roles, web*; the first host when absent',
        completes: 'targets',
      },
      { flags: '--title <title>', description: 'title of its page (default: made of the name)' },
    ],
    examples: [
      ['new restart-web --on web', 'runbooks/restart-web.mdx, for the role web'],
      ['new firmware --on sw1 --title "Update the firmware"', 'for a switch'],
    ],
    load: () => import('./commands/new.ts'),
  },
  {
    name: 'generate',
    summary: 'write diagrams and configs from the inventory',
    details: 'Only what changed is rendered; with nothing to do no browser starts.',
    arguments: [],
    options: [
      { flags: '--check', description: 'write nothing; exit 7 and name what is stale' },
      { flags: '--watch', description: 'follow the inventory while it is edited' },
      { flags: '--force', description: 'render everything again' },
      JSON_OUTPUT,
    ],
    examples: [
      ['generate', 'render what changed'],
      ['generate --check', 'in continuous integration'],
    ],
    load: () => import('./commands/generate.ts'),
  },
  {
    name: 'serve',
    summary: 'serve the built site on this machine only',
    details:
      'The site as a server should give it: with its security headers, its own page for ' +
      'unknown addresses, and its service worker, which keeps all of it in the browser.\n\n' +
      'It answers on loopback, to requests that name this machine. With --host, whoever ' +
      'reaches that address can read it.',
    arguments: [],
    options: [
      {
        flags: '-p, --port <number>',
        description: 'port to listen on, 0 for any (default: the first free one from 4400 on)',
      },
      { flags: '--host <address>', description: 'address to listen on (default: 127.0.0.1)' },
      { flags: '-o, --open', description: 'open it in the browser' },
      {
        flags: '--dir <directory>',
        description: 'folder to serve (default: dist/site)',
        completes: 'directory',
      },
    ],
    examples: [
      ['serve --open', 'http://127.0.0.1:4400/, or the next free port, in the browser'],
      ['serve --port 8080 --dir public', 'that folder, on that port'],
    ],
    load: () => import('./commands/serve.ts'),
  },
  {
    name: 'export',
    summary: 'write a runbook as a PDF, or as one file to mail',
    details:
      'It is the page of the built site (npm run build): nothing is built here. A page whose ' +
      'commands are not those of today is refused with exit code 7.\n\n' +
      'The HTML file holds its styles, fonts and scripts, and makes no request. The PDF is printed ' +
      'by Chromium (RUNBOOK_CHROMIUM, or the usual places). No secret is on a page.',
    arguments: [RUNBOOK],
    options: [
      {
        flags: '--pdf [file]',
        description: 'as a PDF (default: <runbook>.pdf)',
        completes: 'file',
      },
      {
        flags: '--html [file]',
        description: 'as one HTML file (default: <runbook>.html)',
        completes: 'file',
      },
      {
        flags: '--host <name>',
        description: 'only what concerns this host or switch',
        completes: 'host',
      },
      {
        flags: '--dir <directory>',
        description: 'folder of the built site (default: dist/site)',
        completes: 'directory',
      },
      { flags: '--allow-stale', description: 'also when its commands are not those of today' },
    ],
    examples: [
      ['export web-restart --pdf', 'web-restart.pdf, with boxes to tick'],
      ['export web-restart --html /tmp/web.html --host node1', 'one host, to mail'],
    ],
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'completion',
    summary: 'print a completion script for your shell',
    arguments: [
      { name: '<shell>', description: 'bash, zsh or fish', choices: ['bash', 'zsh', 'fish'] },
    ],
    options: [],
    examples: [
      ['completion bash > ~/.local/share/bash-completion/completions/runbook', 'bash'],
      ['completion zsh > ~/.zfunc/_runbook', 'zsh, with ~/.zfunc in $fpath'],
      ['completion fish > ~/.config/fish/completions/runbook.fish', 'fish'],
    ],
    load: () => import('./commands/completion.ts'),
  },
  {
    name: 'complete',
    summary: 'print the words that may come next',
    hidden: true,
    arguments: [{ name: '[words...]', description: 'the command line so far' }],
    options: [],
    examples: [],
    load: () => import('./commands/complete.ts'),
  },
];

/** Commands, as data: what makes, fills, serves and exports a site. */
import type { CommandSpec } from '../command.ts';
import { JSON_OUTPUT, RUNBOOK } from './options.ts';

export const SITE_COMMANDS: readonly CommandSpec[] = [
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
    load: () => import('../commands/init.ts'),
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
    load: () => import('../commands/new.ts'),
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
    load: () => import('../commands/generate.ts'),
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
    load: () => import('../commands/serve.ts'),
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
    load: () => import('../commands/export.ts'),
  },
];

/** `runbook export`: a runbook's page of the built site, as a PDF or as one file to mail. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { planHash, shownPlan } from '../../plan/shown.ts';
import { didYouMean } from '../../problem/suggest.ts';
import { pageAddress } from '../../search/address.ts';
import { type Action, flag, type Invocation, type OptionValues, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { hostsOf, narrow } from '../export/narrow.ts';
import { selfContained } from '../export/self-contained.ts';
import { siteFiles } from '../export/site-files-fs.ts';
import { attribute, PageTree } from '../export/tree.ts';
import { readPlanSource } from '../plan-input.ts';

const FORMATS = ['pdf', 'html'] as const;
type Format = (typeof FORMATS)[number];

export const run: Action = async (invocation) => {
  const { options, terminal, env } = invocation;
  const source = await readPlanSource(invocation.root(), invocation.args[0] as string);
  const wanted = FORMATS.filter((format) => options[format] !== undefined);
  if (wanted.length === 0) throw new CliError(EXIT.usage, 'as what?', '--pdf, --html, or both');
  const { name, file: written } = source.runbook;
  const folder = siteFolder(invocation);
  const path = `${pageAddress(written).slice(1)}index.html`;
  const page = readPage(join(folder, path), name);
  if (!flag(options, 'allowStale')) refuseStale(page, planHashOf(source), name);
  const host = text(options, 'host');
  if (host !== undefined) narrowTo(page, host, name);
  const note = [host, new Date().toLocaleDateString('sv')].filter(Boolean).join(' · ');
  selfContained(page, siteFiles(folder), { path, note });
  const html = page.toString();
  for (const format of wanted) {
    const file = fileFor(
      format,
      options,
      invocation.cwd,
      host === undefined ? name : `${name}-${host}`,
    );
    const content = format === 'html' ? html : await pdf(html, env.RUNBOOK_CHROMIUM);
    write(file, content);
    terminal.note(`${terminal.colors.err.green('written')}  ${file}`);
  }
  return EXIT.ok;
};

function siteFolder({ options, root, cwd }: Invocation): string {
  const given = text(options, 'dir');
  const folder = given === undefined ? join(root(), 'dist', 'site') : resolve(cwd, given);
  if (existsSync(join(folder, 'index.html'))) return folder;
  throw new CliError(EXIT.usage, `there is no built site in ${folder}`, 'npm run build makes it');
}

function readPage(file: string, name: string): PageTree {
  if (existsSync(file)) return new PageTree(readFileSync(file, 'utf8'));
  throw new CliError(
    EXIT.stale,
    `the built site has no page of "${name}": it is older than the runbook`,
    'npm run build makes it again',
  );
}

type Source = Awaited<ReturnType<typeof readPlanSource>>;

/** Undefined when it can't be planned: no page can show it then. */
function planHashOf({ runbook, inventory, configs }: Source): string | undefined {
  const shown = shownPlan(runbook, inventory, configs);
  return shown.ok ? planHash(shown.plan) : undefined;
}

/** On paper, yesterday's commands look like today's. */
function refuseStale(page: PageTree, today: string | undefined, name: string): void {
  const [built] = page
    .all((element) => attribute(element, 'data-runbook') === name)
    .map((element) => attribute(element, 'data-plan'));
  if (built !== undefined && built === today) return;
  throw new CliError(
    EXIT.stale,
    'the commands on the built page are not those that would be run today',
    'npm run build makes it again; --allow-stale exports it as it is',
  );
}

function narrowTo(page: PageTree, host: string, name: string): void {
  const known = hostsOf(page);
  if (!known.includes(host))
    throw new CliError(
      EXIT.usage,
      `no step of "${name}" is for "${host}"`,
      didYouMean(host, known),
    );
  narrow(page, host);
}

function fileFor(format: Format, options: OptionValues, cwd: string, name: string): string {
  return resolve(cwd, text(options, format) ?? `${name}.${format}`);
}

/** Playwright is loaded only for paper. */
async function pdf(html: string, browser: string | undefined): Promise<Buffer> {
  const { toPdf } = await import('../export/pdf-browser.ts');
  return toPdf(html, browser);
}

function write(file: string, content: string | Buffer): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const reason = { ENOENT: 'its folder is not there', EISDIR: 'it is a folder' }[code] ?? message;
    throw new CliError(EXIT.usage, `${file} can't be written: ${reason}`, 'name another file');
  }
}

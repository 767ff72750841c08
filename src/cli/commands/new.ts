/** `runbook new`: begins a runbook that is valid as it stands. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadInventory } from '../../inventory/load-fs.ts';
import { readLocale } from '../../inventory/locale-fs.ts';
import type { Inventory } from '../../inventory/schema.ts';
import { platformOf, resolveSelector } from '../../plan/targets.ts';
import { ProblemError } from '../../problem/problem.ts';
import { RUNBOOKS, runbookFiles } from '../../runbook/list-fs.ts';
import { runbookName } from '../../runbook/name.ts';
import { type Action, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { scaffold, titleOf } from '../new/scaffold.ts';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const run: Action = async ({ args, options, terminal, root }) => {
  const name = args[0] as string;
  const { inventory } = loadInventory(root());
  refuseName(name, root());
  const { targets, switches } = chosenTargets(text(options, 'on'), inventory);
  const title = text(options, 'title') ?? titleOf(name);
  const file = `${RUNBOOKS}/${name}.mdx`;
  const page = scaffold({ name, title, targets, switches, locale: readLocale(root()) });
  const path = join(root(), file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, page, { flag: 'wx' });
  const { green, cyan } = terminal.colors.err;
  terminal.out(file);
  terminal.note(
    `${green('written')}  for ${targets}; edit it, then: ${cyan(`runbook plan ${name}`)}`,
  );
  return EXIT.ok;
};

/** @throws CliError when no runbook can be called so, or one is already */
function refuseName(name: string, root: string): void {
  if (!NAME.test(name) || name === 'index') {
    throw new CliError(
      EXIT.usage,
      `"${name}" can't be the name of a runbook`,
      'lower-case letters, digits and single dashes between them, such as restart-web',
    );
  }
  const taken = runbookFiles(root).find((file) => runbookName(file) === name);
  if (taken === undefined) return;
  throw new CliError(
    EXIT.usage,
    `there is a runbook "${name}" already: ${taken}`,
    'choose another name',
  );
}

interface Chosen {
  readonly targets: string;
  readonly switches: boolean;
}

/** What `--on` names, or else the first host. @throws ProblemError, CliError */
function chosenTargets(given: string | undefined, inventory: Inventory): Chosen {
  const targets = given ?? Object.keys(inventory.hosts)[0] ?? Object.keys(inventory.switches)[0];
  if (targets === undefined) {
    throw new CliError(EXIT.usage, 'the inventory has no host and no switch', 'declare one first');
  }
  const selected = resolveSelector(targets, inventory, undefined);
  if (!selected.ok) throw new ProblemError(selected.problems);
  const switches = selected.hosts.filter((name) => platformOf(name, inventory) !== 'posix');
  if (switches.length > 0 && switches.length < selected.hosts.length) {
    throw new CliError(
      EXIT.usage,
      `"${targets}" stands for hosts and switches: ${selected.hosts.join(', ')}`,
      'their commands differ: begin one runbook for each, or name one kind',
    );
  }
  return { targets, switches: switches.length > 0 };
}

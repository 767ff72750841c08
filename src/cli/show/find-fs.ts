/** What a name that is no runbook's may stand for: a config, or a device of the inventory. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RENDERED, renderConfigs } from '../../configs/configs.ts';
import { readTemplates } from '../../generate/files-fs.ts';
import { fileLanguage } from '../../highlight/languages.ts';
import { loadInventory } from '../../inventory/load-fs.ts';
import type { LoadedInventory } from '../../inventory/loaded.ts';
import { ProblemError } from '../../problem/problem.ts';
import { didYouMean } from '../../problem/suggest.ts';
import { runbookFiles } from '../../runbook/list-fs.ts';
import { runbookName } from '../../runbook/name.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';

const OBSERVED = 'content/observed';
const KINDS = ['hosts', 'switches', 'sans'] as const;

export interface ShownConfig {
  readonly is: 'config';
  /** `device/name`, or the name of the observed file. */
  readonly name: string;
  /** Made from the inventory, or as found on the device. */
  readonly origin: 'intended' | 'observed';
  readonly language: string | undefined;
  readonly text: string;
}

export interface ShownDevice {
  readonly is: 'device';
  readonly name: string;
  readonly kind: (typeof KINDS)[number];
  readonly loaded: LoadedInventory;
  /** Names of the configs that concern it. */
  readonly configs: readonly string[];
}

/**
 * @param name of a config (`web1/interfaces`, `sw1.running-config.txt`, or its path), or of a
 *   device; `web1/` is the device, even where a runbook has that name
 * @throws CliError when nothing has it, ProblemError when the project can't be read
 */
export function findSubject(root: string, name: string): ShownConfig | ShownDevice {
  const wanted = name.replace(new RegExp(`^(?:${RENDERED}|${OBSERVED})/`), '');
  const loaded = loadInventory(root);
  const observed = observedFiles(root);
  if (observed.includes(wanted)) return observedConfig(root, wanted);
  const configs = intendedConfigs(root, loaded);
  const config = configs.find((one) => one.name === wanted);
  if (config) return config;
  const device = wanted.replace(/\/$/, '');
  const kind = KINDS.find((one) => Object.hasOwn(loaded.inventory[one], device));
  const names = [...configs.map((one) => one.name), ...observed];
  if (kind) return { is: 'device', name: device, kind, loaded, configs: configsOf(device, names) };
  const known = [
    ...runbookFiles(root).map(runbookName),
    ...KINDS.flatMap((one) => Object.keys(loaded.inventory[one])),
    ...names,
  ];
  const message = `there is no runbook, run, config or device "${name}"`;
  throw new CliError(EXIT.usage, message, didYouMean(wanted, known));
}

/** All that `findSubject` finds. */
export function subjectNames(root: string): { word: string; meaning: string }[] {
  const loaded = loadInventory(root);
  return [
    ...KINDS.flatMap((kind) => Object.keys(loaded.inventory[kind])).map((word) => ({
      ...{ word, meaning: 'device' },
    })),
    ...intendedConfigs(root, loaded).map(({ name }) => ({ word: name, meaning: 'config' })),
    ...observedFiles(root).map((word) => ({ word, meaning: 'config, as found' })),
  ];
}

function intendedConfigs(root: string, { inventory }: LoadedInventory): ShownConfig[] {
  const rendered = renderConfigs(inventory, readTemplates(root));
  if (!rendered.ok) throw new ProblemError(rendered.problems);
  return rendered.files.map(({ device, name, text }) => ({
    ...{ is: 'config', name: `${device}/${name}`, origin: 'intended', text },
    language: fileLanguage(name, text),
  }));
}

function observedFiles(root: string): string[] {
  const folder = join(root, OBSERVED);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function observedConfig(root: string, name: string): ShownConfig {
  const text = readFileSync(join(root, OBSERVED, name), 'utf8');
  return { is: 'config', name, origin: 'observed', language: fileLanguage(name, text), text };
}

function configsOf(device: string, names: readonly string[]): string[] {
  return names.filter((name) => name.startsWith(`${device}/`) || name.startsWith(`${device}.`));
}

/** Lint: what is well-formed, but can't work, or isn't as the team wants it. Pure. */

import { byPlace, type Problem } from '../problem/problem.ts';
import { addressPlan } from './lint/addresses.ts';
import { bondPortChannel } from './lint/bonds.ts';
import { channelMemberSettings } from './lint/channels.ts';
import { coverage } from './lint/coverage.ts';
import { lacpModes } from './lint/lacp.ts';
import { en } from './lint/messages/en.ts';
import { fr } from './lint/messages/fr.ts';
import { portUsedOnce } from './lint/ports.ts';
import { quorum } from './lint/quorum.ts';
import { contradiction, gap, gapFilled } from './lint/remarks.ts';
import type { LintRule } from './lint/rule.ts';
import { storageChain } from './lint/storage.ts';
import { TITLES } from './lint/titles.ts';
import { topology } from './lint/topology.ts';
import { vlanPath } from './lint/vlan-path.ts';
import { vlanTagging } from './lint/vlan-tagging.ts';
import type { LoadedInventory, Path } from './loaded.ts';
import type { Locale } from './schema.ts';

const CHECKS: readonly LintRule[] = [
  bondPortChannel,
  lacpModes,
  portUsedOnce,
  channelMemberSettings,
  vlanTagging,
  vlanPath,
  addressPlan,
  quorum,
  storageChain,
  coverage,
  gap,
  gapFilled,
  contradiction,
];

const CATALOGUES = { en, fr };

/** A rule as a reader knows it. */
export interface RuleInfo {
  /** Stable id, the `rule` of its problems. */
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly explanation: string;
}

/** The rules, in a reader's language, in their order. */
export function rules(locale: Locale = 'en'): RuleInfo[] {
  return CHECKS.map(({ id }) => ({ id, number: TITLES[id].number, ...TITLES[id][locale] }));
}

/** The rules in English: what `lint` checks. */
export const RULES: readonly RuleInfo[] = rules();

/** A problem, and the value of the inventory that it is about. */
export interface LintFinding extends Problem {
  readonly path: Path;
}

/**
 * Applies all rules.
 * @returns problems in the order of files and lines; errors, warnings and infos.
 */
export function lint(loaded: LoadedInventory, locale: Locale = 'en'): Problem[] {
  return lintFindings(loaded, locale).map(({ path: _path, ...problem }) => problem);
}

/** As `lint`, each problem with the value that it is about. */
export function lintFindings(loaded: LoadedInventory, locale: Locale = 'en'): LintFinding[] {
  const { inventory, placeOf } = loaded;
  const input = { inventory, placeOf, topology: topology(inventory), say: CATALOGUES[locale] };
  return CHECKS.flatMap(({ id, check }) =>
    [...check(input)].map(({ severity, path, words }) => ({
      rule: id,
      severity,
      ...words,
      path,
      place: placeOf(path),
    })),
  ).sort(byPlace);
}

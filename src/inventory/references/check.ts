/** Names that point at something: each must be declared. */
import type { Problem } from '../../problem/problem.ts';
import type { Validated } from '../validate/validate.ts';
import type { Places } from '../yaml/places.ts';
import { checkCables } from './cables.ts';
import { references } from './context.ts';
import { checkDevices } from './devices.ts';
import { checkGaps } from './gaps.ts';
import { checkHosts } from './hosts.ts';
import { checkServices } from './services.ts';
import { checkStorage } from './storage.ts';
import { checkSwitches } from './switches.ts';

const CHECKS = [
  checkDevices,
  checkHosts,
  checkSwitches,
  checkCables,
  checkStorage,
  checkServices,
  checkGaps,
];

/** @param data the data as written: what it declares counts, even where the schema refused it. */
export function checkReferences(valid: Validated, data: unknown, where: Places): Problem[] {
  const problems: Problem[] = [];
  const context = references(valid, data, where, problems);
  for (const check of CHECKS) check(context);
  return problems;
}

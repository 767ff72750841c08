/** What a parameter's value must look like, by type. A table: to add a type, add a row. */
import ipaddr from 'ipaddr.js';
import type { Inventory } from '../inventory/schema.ts';
import { didYouMean } from '../problem/suggest.ts';
import type { Param, ParamType } from '../runbook/model.ts';
import { platformOf } from './targets.ts';

interface Type {
  readonly expected: string;
  readonly accepts: (value: string, inventory: Inventory) => boolean;
  readonly hint?: (value: string, inventory: Inventory) => string;
  /** A value of this shape, for checks before anyone has given one. */
  readonly example: (inventory: Inventory) => string | undefined;
}

export const PARAM_TYPES: Readonly<Record<ParamType, Type>> = {
  string: { expected: 'a text', accepts: () => true, example: () => undefined },
  number: {
    expected: 'a number',
    accepts: (value) => /^-?\d+(\.\d+)?$/.test(value),
    example: () => '1',
  },
  boolean: {
    expected: 'true or false',
    accepts: (value) => value === 'true' || value === 'false',
    example: () => 'true',
  },
  address: {
    expected: 'an IP address, such as 192.0.2.10',
    accepts: (value) =>
      ipaddr.IPv4.isValidFourPartDecimal(value) ||
      (value.includes(':') && ipaddr.IPv6.isValid(value)),
    example: () => '192.0.2.10',
  },
  host: {
    expected: 'a host or a switch of the inventory',
    accepts: (value, inventory) => platformOf(value, inventory) !== undefined,
    hint: (value, { hosts, switches }) =>
      didYouMean(value, [...Object.keys(hosts), ...Object.keys(switches)]),
    example: ({ hosts, switches }) => [...Object.keys(hosts), ...Object.keys(switches)][0],
  },
};

/** What stands for a parameter that nobody has given, where a person reads: `‹name›`. */
export function paramPlaceholder(param: Pick<Param, 'name'>): string {
  return `‹${param.name}›`;
}

/** A value that lets templates render: of the parameter's shape, or its placeholder. */
export function paramExample(param: Param, inventory: Inventory): string {
  return PARAM_TYPES[param.type].example(inventory) ?? paramPlaceholder(param);
}

/**
 * The colours of code: one table for the pages in both themes, and for the terminal. Pure.
 *
 * A terminal has sixteen colours of its owner's choice: a role takes the one of its hue, so
 * that what is blue on the page is blue there, on a light ground or a dark one.
 */
export type Role =
  | 'text'
  | 'comment'
  | 'keyword'
  | 'name'
  | 'key'
  | 'string'
  | 'value'
  | 'negation';

/** Colours that a terminal of sixteen has; `dim` is the fainter form of its own. */
export type TerminalColor = 'blue' | 'magenta' | 'cyan' | 'green' | 'yellow' | 'red' | 'dim';

export interface RoleColors {
  readonly light: string;
  readonly dark: string;
  /** None: as the terminal writes anyway. */
  readonly terminal?: TerminalColor;
}

/** What code stands on. */
export const GROUND = { light: '#f8f9fb', dark: '#1d2026' } as const;

export const ROLES: Readonly<Record<Role, RoleColors>> = {
  text: { light: '#1d222b', dark: '#dfe3ea' },
  comment: { light: '#59626f', dark: '#9aa3b1', terminal: 'dim' },
  /** What begins a line or a block: `interface`, `iface`, `if`. */
  keyword: { light: '#0b5296', dark: '#82c0f5', terminal: 'blue' },
  /** Who it is about: a port, a bond, a command. */
  name: { light: '#68349c', dark: '#c9aaf4', terminal: 'magenta' },
  /** The name of a setting, an option or a variable. */
  key: { light: '#0a5c6b', dark: '#7cccd8', terminal: 'cyan' },
  string: { light: '#1a6139', dark: '#85d2a3', terminal: 'green' },
  /** An address, a number, a constant. */
  value: { light: '#824600', dark: '#e5b671', terminal: 'yellow' },
  /** `no`, `shutdown`: what takes something away. */
  negation: { light: '#9c241d', dark: '#f39c95', terminal: 'red' },
};

/** TextMate scopes, from the least special: a later one that fits counts. */
export const SCOPES: Readonly<Record<Exclude<Role, 'text'>, readonly string[]>> = {
  comment: ['comment', 'punctuation.definition.comment'],
  keyword: ['keyword', 'storage', 'entity.name.tag', 'support.type'],
  name: ['entity.name', 'entity.name.function', 'support.function', 'variable.language'],
  key: [
    'variable',
    'entity.other.attribute-name',
    'support.type.property-name',
    'constant.other.option',
    'meta.mapping.key string',
  ],
  string: [
    'string',
    'punctuation.definition.string',
    'markup.inserted',
    'constant.character.escape',
  ],
  value: ['constant', 'constant.numeric', 'constant.language', 'markup.changed'],
  negation: ['invalid', 'keyword.other.negation', 'markup.deleted'],
};

/** Of these, shells have so many that colour would say nothing. */
export const PLAIN_SCOPES = [
  'keyword.operator',
  'punctuation',
  'string.unquoted.argument',
  'meta.separator',
] as const;

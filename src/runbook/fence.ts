/** A fenced code block → a block of the runbook, or just documentation. */
import type { Place, Problem } from '../problem/problem.ts';
import { didYouMean, suggest } from '../problem/suggest.ts';
import { type MetaWord, parseMeta } from './meta.ts';
import type { Block, BlockRole } from './model.ts';
import { isOption, OPTIONS, readOptions } from './options.ts';

/** A fence as it stands in the file. */
export interface Fence {
  readonly lang: string;
  readonly text: string;
  /** All that follows the language on the opening line. */
  readonly meta: string;
  /** The opening fence. */
  readonly place: Place;
  readonly metaPlace: Place;
  readonly textPlace: Place;
}

export interface FenceResult {
  /** Absent when the fence is documentation, or wrong. */
  readonly block?: Block;
  readonly problems: readonly Problem[];
}

const ROLES = ['run', 'put', 'manual', 'check', 'verify', 'undo', 'expect', 'answer'] as const;

/** Languages whose text a target can run: a shell, or the command line of a switch. */
const SHELLS = ['bash', 'sh'] as const;
const SWITCH_LANGUAGES = ['ios', 'cisco', 'cisco-ios'] as const;
const COMMAND_ROLES: readonly BlockRole[] = ['run', 'check', 'verify', 'undo'];

/** Options of the site's code blocks: they concern the page only. */
const PAGE_OPTIONS = new Set(
  `title frame wrap preserveIndent hangingIndent showLineNumbers startLineNumber collapse ins del mark lang`.split(
    ' ',
  ),
);

/** Reads one fence. A fence without a role is documentation; one that looks like a slip is a problem. */
export function readFence(fence: Fence): FenceResult {
  const meta = parseMeta(fence.meta, fence.metaPlace);
  if (!meta.ok) return { problems: [meta.problem] };
  const roles = meta.words.filter((word) => isRole(word.key));
  const [role, second] = roles;
  if (!role) return { problems: withoutLanguage(fence) ?? withoutRole(meta.words) };
  if (second) return { problems: [twoRoles(role, second)] };
  const { options, problems } = readOptions(role.key as BlockRole, meta.words);
  const block = { ...pick(fence), role: role.key as BlockRole, options };
  return {
    block,
    problems: [...unknownWords(meta.words), ...valuedRole(role), ...problems, ...language(block)],
  };
}

function isRole(key: string): key is BlockRole {
  return (ROLES as readonly string[]).includes(key);
}

function pick({ lang, text, place, textPlace }: Fence) {
  return { lang, text, place, textPlace };
}

/** ```` ``` run ````: Markdown takes the first word for the language. */
function withoutLanguage({ lang, place }: Fence): Problem[] | undefined {
  const role = /^(\w+)(=|$)/.exec(lang)?.[1];
  if (role === undefined || !isRole(role)) return undefined;
  const message = `the language is missing before "${role}"`;
  const hint = `write for example \`\`\`${role === 'manual' ? 'md' : 'bash'} ${role}`;
  return [{ rule: 'fence-language', severity: 'error', message, place, hint }];
}

/** Documentation, unless it carries our options or a word that is nearly a role. */
function withoutRole(words: readonly MetaWord[]): Problem[] {
  const option = words.find((word) => isOption(word.key));
  const slip = words.find((word) => nearRole(word) !== undefined);
  if (!option && !slip) return [];
  const near = slip && nearRole(slip);
  return [
    {
      rule: 'fence-role',
      severity: 'error',
      message: slip
        ? `"${slip.key}" is not a role of a block`
        : `"${option?.key}" is given, but the block has no role`,
      place: (slip ?? (option as MetaWord)).place,
      expected: `one of ${ROLES.join(', ')}`,
      hint: near ? `did you mean "${near}"?` : 'without a role, a block is documentation',
    },
  ];
}

/** The role that a word is a slip of; pages use words of their own, which aren't. */
function nearRole({ key }: MetaWord): string | undefined {
  if (PAGE_OPTIONS.has(key) || isOption(key) || !/^\w{3,}$/.test(key)) return undefined;
  const near = suggest(key, ROLES);
  return near !== undefined && near[0] === key[0] ? near : undefined;
}

function twoRoles(first: MetaWord, second: MetaWord): Problem {
  return {
    rule: 'fence-role',
    severity: 'error',
    message: `a block has one role; this one says "${first.key}" and "${second.key}"`,
    place: second.place,
    hint: 'write two blocks',
  };
}

function valuedRole(role: MetaWord): Problem[] {
  if (role.key === 'put' || role.value === undefined) return [];
  const message = `"${role.key}" takes no value`;
  const hint = `write ${role.key} alone`;
  return [{ rule: 'fence-option', severity: 'error', message, place: role.valuePlace, hint }];
}

function unknownWords(words: readonly MetaWord[]): Problem[] {
  const known = [...ROLES, ...Object.keys(OPTIONS)];
  return words
    .filter(({ key }) => /^\w/.test(key) && !known.includes(key) && !PAGE_OPTIONS.has(key))
    .map((word) => ({
      rule: 'fence-option',
      severity: 'error',
      message: `a block has no option "${word.key}"`,
      place: word.place,
      hint: didYouMean(word.key, known),
    }));
}

function language(block: Block): Problem[] {
  const known: readonly string[] = [...SHELLS, ...SWITCH_LANGUAGES];
  if (!COMMAND_ROLES.includes(block.role) || known.includes(block.lang)) return [];
  return [
    {
      rule: 'fence-language',
      severity: 'error',
      message: `nothing runs the language "${block.lang}"`,
      place: block.place,
      expected: `${SHELLS.join(' or ')} on a host, ${SWITCH_LANGUAGES[0]} on a switch`,
      hint: 'put the language right after the fence: ```bash run',
    },
  ];
}

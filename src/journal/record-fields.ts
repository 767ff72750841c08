/**
 * What each field of a record holds. A journal may have been damaged or edited: what
 * doesn't hold what its readers count on is no record. Pure.
 */
import type { Entry } from './entries.ts';

const STEP = ['step', 'host', 'hash'];
/** Fields without which a record of a known type says nothing. */
const NEEDED = {
  'run-started': [
    'run',
    'runbook',
    'title',
    'operator',
    'machine',
    'transport',
    'params',
    'selection',
    'steps',
  ],
  resumed: ['operator', 'machine'],
  'undo-started': ['operator', 'machine', 'steps'],
  unlocked: ['lock', 'operator', 'machine'],
  'step-started': [...STEP, 'attempt'],
  revert: [...STEP, 'attempt', 'state'],
  'step-ended': [...STEP, 'attempt', 'result'],
  'step-unknown': [...STEP, 'attempt'],
  decision: [...STEP, 'decision'],
  paused: [],
  'run-ended': ['status'],
} as const satisfies Record<Entry['type'], readonly string[]>;
const NEEDED_BY_TYPE = new Map<string, readonly string[]>(Object.entries(NEEDED));

type Kind = (value: unknown) => boolean;

const isText: Kind = (value) => typeof value === 'string';
const oneOf =
  (...words: string[]): Kind =>
  (value) =>
    words.includes(value as string);

/** Fields that aren't here are never read as anything: a newer version's, or kept for people. */
const KINDS = new Map<string, Kind>([
  ...['run', 'runbook', 'title', 'operator', 'transport', 'step', 'host', 'hash', 'sourceHash'].map(
    (name): [string, Kind] => [name, isText],
  ),
  ...['machine', 'version', 'detail', 'backup', 'reason', 'by', 'remote', 'boot', 'deadline'].map(
    (name): [string, Kind] => [name, isText],
  ),
  ['output', isOutputFile],
  ['params', isTexts],
  ['selection', isTexts],
  ['outputs', isTexts],
  ['steps', isSteps],
  ['withheld', isTextList],
  ['state', oneOf('armed', 'disarmed', 'fired')],
  ['attempt', Number.isInteger],
  ['revert', Number.isFinite],
  ['exitCode', Number.isInteger],
  ['durationMs', Number.isFinite],
  ['result', oneOf('ok', 'changed', 'skipped', 'failed')],
  ['decision', oneOf('done', 'rerun', 'skip', 'abort')],
  ['status', oneOf('succeeded', 'failed', 'aborted', 'undone')],
  ['lock', isText],
  ['file', isText],
  ['root', isText],
  ['put', isPut],
]);

/**
 * A file right below the folder `output` of a run. A run's folder may come from somebody
 * else: its records must not lead to any other file.
 */
export function isOutputFile(value: unknown): boolean {
  return typeof value === 'string' && /^output\/[^/\0]+$/.test(value) && !/\/\.\.?$/.test(value);
}

/** A record of a type that isn't known, of a newer version, is well-formed whatever it holds. */
export function isWellFormed(type: string, record: Readonly<Record<string, unknown>>): boolean {
  const needed = NEEDED_BY_TYPE.get(type);
  if (!needed) return true;
  return (
    needed.every((field) => Object.hasOwn(record, field)) &&
    Object.entries(record).every(([field, value]) => KINDS.get(field)?.(value) ?? true)
  );
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPut(value: unknown): boolean {
  return isObject(value) && isText(value.path);
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isText);
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isSteps(value: unknown): boolean {
  return Array.isArray(value) && value.every(isListedStep);
}

function isListedStep(value: unknown): boolean {
  return isObject(value) && ['step', 'host', 'hash', 'title'].every((name) => isText(value[name]));
}

/**
 * Secrets → placeholders, in texts and in streams. The executor's one choke point
 * (`report.ts`) sends everything through here before terminal, journal and logs. Pure.
 *
 * Each secret is masked as it is and in the forms that commands print it in:
 * shell-quoted, URL-encoded, in a JSON string, in base64 (also in the middle of a
 * longer base64 text); of a secret of several lines, each line.
 */
import { quote } from '../plan/quote.ts';

/** Shorter ones would turn ordinary text into placeholders: they are refused, not masked. */
export const MIN_LENGTH = 4;
/** Shorter fragments of base64, and shorter lines of a longer secret, are ordinary text. */
const MIN_FRAGMENT = 6;

export interface Mask {
  text(text: string): string;
  /** For text that comes in chunks: a secret may be cut anywhere. One for each stream. */
  stream(): MaskStream;
  /** Names of the secrets that are too short to be masked: refuse to run with them. */
  readonly tooShort: readonly string[];
}

export interface MaskStream {
  /** Masked text that is safe to show. What may be the beginning of a secret is held back. */
  push(chunk: string): string;
  /** The rest, at the stream's end. */
  flush(): string;
}

interface Form {
  readonly text: string;
  readonly name: string;
}

/** @param secrets name → value. The placeholder is the plan's: `‹secret:name›`. */
export function createMask(secrets: Readonly<Record<string, string>>): Mask {
  const entries = Object.entries(secrets).filter(
    ([, value]) => value !== '' && !value.includes('\0'),
  );
  const masked = entries.filter(([, value]) => value.length >= MIN_LENGTH);
  const forms = masked
    .flatMap(([name, value]) => formsOf(value).map((text) => ({ text, name })))
    .sort((a, b) => b.text.length - a.text.length);
  return {
    text: (text) => (forms.length === 0 ? text : replace(text, text.length, found(text, forms))),
    stream: () =>
      forms.length === 0 ? { push: (chunk) => chunk, flush: () => '' } : stream(forms),
    tooShort: entries.filter(([, value]) => value.length < MIN_LENGTH).map(([name]) => name),
  };
}

/** Every text in which a secret may be printed, each once. */
function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/);
  const parts = lines.filter((line) => line.trim().length >= MIN_FRAGMENT);
  const wholes = [secret, lines.join('\r\n'), ...(lines.length > 1 ? parts : [])];
  const forms = wholes.flatMap((text) => [
    text,
    quote(text),
    quote(quote(text)),
    ...inside(quote(quote(text))),
    ...inside(quote(text)),
    ...inside(JSON.stringify(text)),
    ...urlForms(text),
    ...base64Forms(text),
  ]);
  return [...new Set(forms)].filter((form) => form.length >= MIN_LENGTH);
}

/** Without the quotes around it: it may stand inside a longer quoted text. */
function inside(quoted: string): string[] {
  return /^(['"]).*\1$/s.test(quoted) ? [quoted.slice(1, -1)] : [];
}

function urlForms(text: string): string[] {
  const strict = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const lower = (url: string): string => url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const forms = [encodeURIComponent(text), strict].flatMap((url) => [
    url,
    url.replaceAll('%20', '+'),
  ]);
  return [...forms, ...forms.map(lower)];
}

/**
 * The base64 characters that a text determines by itself, wherever it stands in the
 * encoded bytes: three alignments, without the characters that its neighbours share.
 */
function base64Forms(text: string): string[] {
  const forms = [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
    const whole = bytes.toString('base64').replace(/=+$/, '');
    const end = bytes.length % 3 === 0 ? whole.length : whole.length - 1;
    return whole.slice(offset === 0 ? 0 : offset + 1, end);
  });
  return forms
    .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
    .filter((form) => form.length >= MIN_FRAGMENT);
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** Where secrets stand, in order; those that overlap or touch inside one another are one. */
function found(text: string, forms: readonly Form[]): Span[] {
  const spans = forms.flatMap(({ text: form, name }) => occurrences(text, form, name));
  spans.sort((a, b) => a.from - b.from || b.to - a.to);
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.from < last.to)
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    else merged.push(span);
  }
  return merged;
}

function occurrences(text: string, form: string, name: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1))
    spans.push({ from: at, to: at + form.length, name });
  return spans;
}

/** The first `length` characters of `text`, with the spans replaced. */
function replace(text: string, length: number, spans: readonly Span[]): string {
  let masked = '';
  let at = 0;
  for (const { from, to, name } of spans.filter((span) => span.to <= length)) {
    masked += `${text.slice(at, from)}‹secret:${name}›`;
    at = to;
  }
  return masked + text.slice(at, length);
}

function stream(forms: readonly Form[]): MaskStream {
  let held = '';
  const give = (length: number): string => {
    const masked = replace(held, length, found(held, forms));
    held = held.slice(length);
    return masked;
  };
  return {
    push(chunk) {
      held += chunk;
      return give(safeLength(held, forms));
    },
    flush: () => give(held.length),
  };
}

/** How much of `text` no later chunk can turn into a part of a secret. */
function safeLength(text: string, forms: readonly Form[]): number {
  const open = Math.max(...forms.map((form) => openPrefix(text, form.text)));
  const safe = text.length - open;
  const cut = found(text, forms).find((span) => span.from < safe && span.to > safe);
  return cut?.from ?? safe;
}

/** Length of the longest end of `text` that is a beginning of `form`, and not all of it. */
function openPrefix(text: string, form: string): number {
  for (let length = Math.min(text.length, form.length - 1); length > 0; length -= 1)
    if (text.endsWith(form.slice(0, length))) return length;
  return 0;
}

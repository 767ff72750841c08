/**
 * Every text in which commands print a secret. Pure.
 *
 * As it is, over CRLF, quoted for a shell in each of the ways that shells do, in a string
 * of JSON, XML, SQL or CSV, URL-encoded, in hexadecimal, in base64 (also in the middle of
 * a longer base64 text); of a secret of several lines, each line in all these forms.
 */
import { quote } from '../../plan/quote.ts';

/** Shorter texts would turn ordinary output into placeholders. */
export const MIN_LENGTH = 4;
/** Shorter fragments of base64, and shorter lines of a longer secret, are ordinary text. */
const MIN_FRAGMENT = 6;
/** Fewer give no fragment of base64 that is long enough. */
const MIN_BYTES = 5;

export interface Forms {
  /** Found as they are. */
  readonly plain: readonly string[];
  /** What encoders break into lines: found also over line ends. */
  readonly wrapped: readonly string[];
}

export function formsOf(secret: string): Forms {
  const lines = secret.split(/\r?\n/);
  const parts = lines.length > 1 ? lines.filter((line) => line.trim().length >= MIN_FRAGMENT) : [];
  const texts = [secret, lines.join('\r\n'), secret.trim(), ...parts];
  return {
    plain: distinct(texts.flatMap(plainForms), MIN_LENGTH),
    wrapped: distinct(texts.flatMap(wrappedForms), MIN_FRAGMENT),
  };
}

function distinct(forms: readonly string[], least: number): string[] {
  return [...new Set(forms)].filter((form) => form.length >= least);
}

function plainForms(text: string): string[] {
  return [text, ...shellForms(text), ...stringForms(text), ...markupForms(text), ...urlForms(text)];
}

function shellForms(text: string): string[] {
  const once = quote(text);
  const singles = [once, quote(once), `'${text.replaceAll("'", `'"'"'`)}'`, dollarQuoted(text)];
  return [
    ...singles.flatMap((form) => [form, ...inside(form)]),
    dollarQuoted(text).slice(2, -1),
    octalQuoted(text).slice(2, -1),
    // printf %q, and what stands between double quotes.
    text.replaceAll(/[^A-Za-z0-9_@%+=:,./\u0080-\u{10ffff}-]/gu, (char) => `\\${char}`),
    text.replaceAll(/[\\"$`]/g, '\\$&'),
    echoed(text),
  ];
}

/** As `echo` of dash prints it, and `printf %b`: what follows a backslash may mean something. */
function echoed(text: string): string {
  const [whole = ''] = text.split(/(?<=(?:^|[^\\])(?:\\\\)*)\\c/);
  return whole.replaceAll(/\\(?:0?([0-7]{1,3})|([abefnrtv\\]))/g, (_, digits, letter) =>
    digits === undefined ? (MEANT[letter] ?? '') : String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** Without the quotes around it: it may stand inside a longer quoted text. */
function inside(quoted: string): string[] {
  return /^(['"]).*\1$/s.test(quoted) ? [quoted.slice(1, -1)] : [];
}

const NAMED: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\u000b': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\E',
  "'": "\\'",
  '\\': '\\\\',
};

const MEANT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(NAMED).map(([char, written]) => [written.slice(1), char])),
  e: '\u001b',
};

/** `$'…'`, as bash writes what holds control characters. */
function dollarQuoted(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
  return `$'${text.replaceAll(/[\u0000-\u001f\u007f'\\]/g, (char) => NAMED[char] ?? octal(char))}'`;
}

/** The same in the locale C, which has no characters beyond ASCII. */
function octalQuoted(text: string): string {
  return dollarQuoted(text).replaceAll(/[\u0080-\u{10ffff}]+/gu, octal);
}

function octal(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

function stringForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replaceAll(/[\u007f-\uffff]/g, unicode);
  return [
    ...[json, ascii, ascii.replaceAll(/\\u[0-9a-f]{4}/g, upperHex)],
    ...[json, ascii].map((form) => form.replaceAll('/', '\\/')),
    JSON.stringify(json).slice(1, -1),
    // SQL and YAML double their quote, CSV its own.
    ...[text.replaceAll("'", "''"), text.replaceAll('"', '""')],
  ];
}

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function upperHex(code: string): string {
  return `\\u${code.slice(2).toUpperCase()}`;
}

/** XML and HTML: what is escaped, and how, differs between writers. */
function markupForms(text: string): string[] {
  const least = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const doubles = ['"', '&quot;', '&#34;', '&#x22;'];
  const singles = ["'", '&apos;', '&#39;', '&#x27;', '&#039;'];
  return doubles.flatMap((double) =>
    singles.map((single) => least.replaceAll('"', double).replaceAll("'", single)),
  );
}

function urlForms(text: string): string[] {
  const usual = encodeURIComponent(Buffer.from(text).toString());
  const strict = usual.replace(/[!'()*]/g, percent);
  // What keeps the slashes of a path.
  const kept = strict.replaceAll('%2F', '/');
  const all = [usual, strict, kept, strict.replaceAll('~', '%7E')];
  const forms = all.flatMap((url) => [url, url.replaceAll('%20', '+')]);
  // As HTML forms and URLSearchParams write it.
  forms.push(new URLSearchParams([['', text]]).toString().slice(1));
  return forms.flatMap((url) => [url, url.replace(/%[0-9A-F]{2}/g, lowerCase)]);
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function wrappedForms(text: string): string[] {
  const hex = Buffer.from(text).toString('hex');
  return [...base64Forms(text), hex, hex.toUpperCase(), hex.replaceAll(/..(?!$)/g, '$& ')];
}

/** Of too few bytes for a form of their own: encoded by themselves, or as `echo` gives them. */
function alone(text: string): string[] {
  return [text, `${text}\n`].map((bytes) => Buffer.from(bytes).toString('base64'));
}

/** Is it too short to be told from other text in the middle of a longer base64 text? */
export function isWeak(secret: string): boolean {
  return Buffer.byteLength(secret) < MIN_BYTES;
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
  const told = forms.some((form) => form.length >= MIN_FRAGMENT) ? forms : alone(text);
  return told.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

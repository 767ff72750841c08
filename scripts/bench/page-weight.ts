/** What the pages of a built site make a browser load, as it is sent: compressed. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface PageWeight {
  readonly page: string;
  /** Bytes, its own and those of the files that it names. */
  readonly script: number;
  readonly style: number;
}

const SCRIPT = /<script([^>]*)>([\s\S]*?)<\/script>/g;
const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;
const SHEET = /<link[^>]*\brel="stylesheet"[^>]*>/g;

/** @param root folder of the built site. @param page path of its file from there. */
export function pageWeight(root: string, page: string): PageWeight {
  const html = readFileSync(join(root, page), 'utf8');
  const file = (address = ''): number => {
    const path = address.startsWith('/') ? address : posix.join(posix.dirname(page), address);
    return compressed(readFileSync(join(root, path)));
  };
  const scripts = [...html.matchAll(SCRIPT)].map(([, attributes = '', text = '']) => {
    const source = /\bsrc="([^"]+)"/.exec(attributes)?.[1];
    return source === undefined ? compressed(text) : file(source);
  });
  const styles = [
    ...[...html.matchAll(SHEET)].map(([link]) => file(/\bhref="([^"]+)"/.exec(link)?.[1])),
    ...[...html.matchAll(STYLE)].map(([, text = '']) => compressed(text)),
  ];
  return { page, script: sum(scripts), style: sum(styles) };
}

export function compressed(content: string | Buffer): number {
  return gzipSync(content, { level: 9 }).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import { describe, expect, it } from 'vitest';
import { parseMeta } from '../../src/runbook/meta.ts';

const ORIGIN = { file: 'f.mdx', line: 3, column: 9 };

/** Words as `key`, or `key=value`, with the columns of both. */
function words(text: string): string[] {
  const meta = parseMeta(text, ORIGIN);
  if (!meta.ok) throw new Error(meta.problem.message);
  return meta.words.map(({ key, value, place, valuePlace }) =>
    value === undefined
      ? `${key}@${place.column}`
      : `${key}=${value}@${place.column},${valuePlace.column}`,
  );
}

describe('the words of a fence', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['  run  id=a ', ['run@11', 'id=a@16,19']],
    ['on="a, b"', ['on=a, b@9,13']],
    ["on='a b' sudo", ['on=a b@9,13', 'sudo@18']],
    ['put=/etc/{{ host.name }}.conf sudo', ['put=/etc/{{ host.name }}.conf@9,13', 'sudo@39']],
    ['id= sudo', ['id=@9,12', 'sudo@13']],
    ['id="" x', ['id=@9,13', 'x@15']],
    ['url=a=b', ['url=a=b@9,13']],
    [
      'title="x y" {1, 3-5} "a b" /r x/ ins={2, 3}',
      ['title=x y@9,16', '{1, 3-5}@21', '"a b"@30', '/r x/@36', 'ins={2,@42,46', '3}@50'],
    ],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each([
    ['id="a', 12],
    ["id=a on='b", 17],
  ])('%s: a quote is never closed', (text, column) => {
    expect(parseMeta(text, ORIGIN)).toMatchObject({
      ok: false,
      problem: { place: { line: 3, column } },
    });
  });
});

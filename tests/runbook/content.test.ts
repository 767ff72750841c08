import { describe, expect, it } from 'vitest';
import { answerPairs, manualItems } from '../../src/runbook/content.ts';
import type { Block } from '../../src/runbook/model.ts';

function block(text: string): Block {
  const place = { file: 'f.mdx', line: 5, column: 3 };
  return { role: 'manual', lang: 'md', text, options: {}, place, textPlace: { ...place, line: 6 } };
}

describe('manual items', () => {
  it.each<[string, string, [string, number, number][]]>([
    [
      'a list',
      '- one\n- two',
      [
        ['one', 6, 5],
        ['two', 7, 5],
      ],
    ],
    [
      'boxes to tick',
      '- [ ] one\n- [x] two',
      [
        ['one', 6, 9],
        ['two', 7, 9],
      ],
    ],
    [
      'numbers',
      '1. one\n2) two',
      [
        ['one', 6, 6],
        ['two', 7, 6],
      ],
    ],
    [
      'lines',
      'one\n\n  two',
      [
        ['one', 6, 3],
        ['two', 8, 5],
      ],
    ],
    [
      'a line that goes on',
      '- one\n  more\n- two',
      [
        ['one\n  more', 6, 5],
        ['two', 8, 5],
      ],
    ],
    ['a sentence with a dash', 'go - slowly', [['go - slowly', 6, 3]]],
  ])('%s', (_, text, expected) => {
    const items = manualItems(block(text));
    expect(items.map(({ text: item, place }) => [item, place.line, place.column])).toEqual(
      expected,
    );
  });
});

describe('answers', () => {
  it.each<[string, [string, string, number][]]>([
    ['Password: *$ => secret', [['Password: *$', 'secret', 19]]],
    ['a => b => c', [['a', 'b => c', 8]]],
    ['press Enter =>', [['press Enter', '', 17]]],
    ['a=>b', []],
    [
      'a => one\n\nb =>  two ',
      [
        ['a', 'one', 8],
        ['b', ' two ', 8],
      ],
    ],
  ])('%s', (text, expected) => {
    const pairs = answerPairs(block(text));
    expect(pairs.map(({ prompt, reply }) => [prompt.text, reply.text, reply.place.column])).toEqual(
      expected,
    );
  });
});

/**
 * Anchors on the lines of a configuration that begin a stanza, so that a search leads to
 * them. The block's fence says `anchors="…"`: the prefix that the documents have too.
 */
import type { StarlightExpressiveCodeOptions } from '@astrojs/starlight/expressive-code';
import { stanzas } from '../../search/stanzas.ts';

type Plugin = Exclude<NonNullable<StarlightExpressiveCodeOptions['plugins']>[number], unknown[]>;

export const lineAnchors: Plugin = {
  name: 'line-anchors',
  hooks: {
    postprocessRenderedLine: ({ codeBlock, lineIndex, renderData }) => {
      const prefix = codeBlock.metaOptions.getString('anchors');
      if (prefix === undefined) return;
      const anchor = anchorsOf(codeBlock.code, prefix).get(lineIndex + 1);
      if (anchor !== undefined) renderData.lineAst.properties.id = anchor;
    },
  },
};

let last: { code: string; prefix: string; anchors: ReadonlyMap<number, string> } | undefined;

/** By line. A block's lines are asked for one after the other. */
function anchorsOf(code: string, prefix: string): ReadonlyMap<number, string> {
  if (last?.code !== code || last.prefix !== prefix) {
    const anchors = new Map(stanzas(code, [prefix]).map(({ line, anchor }) => [line, anchor]));
    last = { code, prefix, anchors };
  }
  return last.anchors;
}

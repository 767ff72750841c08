/**
 * How code blocks are shown (Expressive Code). What is shown and copied must be exactly
 * what is executed: nothing is trimmed, taken for a file name, or left out of the copy.
 */
import type { StarlightExpressiveCodeOptions } from '@astrojs/starlight/expressive-code';
import { GRAMMARS } from '../highlight/languages.ts';
import { codeTheme } from '../highlight/themes.ts';
import { lineAnchors } from './search/line-anchors.ts';

type Plugin = Exclude<NonNullable<StarlightExpressiveCodeOptions['plugins']>[number], unknown[]>;
interface Tree {
  readonly tagName?: string;
  readonly properties?: Record<string, unknown>;
  readonly children?: readonly Tree[];
}

/**
 * Blocks wider than the page scroll, by keyboard too. Expressive Code's own script makes
 * each of them a landmark without a name otherwise; it takes both away where nothing scrolls.
 */
const focusableBlocks: Plugin = {
  name: 'focusable-blocks',
  hooks: {
    postprocessRenderedBlock: ({ renderData }) => {
      const pre = (renderData.blockAst as Tree).children?.find(({ tagName }) => tagName === 'pre');
      if (pre?.properties) Object.assign(pre.properties, { tabIndex: 0, role: 'group' });
    },
  },
};

/** What the copy button says when the browser refuses (copy-client.ts); its own script says nothing then. */
function refusedCopies(failed: string): Plugin {
  return {
    name: 'refused-copies',
    hooks: {
      postprocessRenderedBlock: ({ renderData }) => {
        const button = find(renderData.blockAst as Tree, ({ properties }) =>
          Boolean(properties && 'dataCode' in properties),
        );
        if (button?.properties) button.properties.dataCopyFailed = failed;
      },
    },
  };
}

function find(tree: Tree, wanted: (part: Tree) => boolean): Tree | undefined {
  if (wanted(tree)) return tree;
  for (const child of tree.children ?? []) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return undefined;
}

/** @param failed what is said when the browser lets nothing be copied */
export const codeBlocks = (failed: string): StarlightExpressiveCodeOptions => ({
  themes: [codeTheme('dark'), codeTheme('light')] as never,
  shiki: { langs: GRAMMARS as never },
  // The themes' colours are chosen, and tested, for their ground.
  minSyntaxHighlightingColorContrast: 0,
  tabWidth: 0,
  frames: { extractFileNameFromCode: false, removeCommentsWhenCopyingTerminalFrames: false },
  defaultProps: { overridesByLang: { 'bash,sh,shell,console': { frame: 'none' } } },
  styleOverrides: {
    borderRadius: 'var(--site-radius)',
    borderColor: 'var(--site-line)',
    codeFontSize: 'var(--sl-text-code)',
    codeLineHeight: '1.55',
    codePaddingInline: '0.85rem',
    codePaddingBlock: '0.7rem',
    frames: {
      frameBoxShadowCssValue: 'none',
      editorTabBarBackground: 'var(--site-surface)',
      editorTabBarBorderBottomColor: 'var(--site-line)',
      editorActiveTabBackground: 'transparent',
      editorActiveTabBorderColor: 'transparent',
      editorActiveTabIndicatorTopColor: 'transparent',
      editorActiveTabIndicatorBottomColor: 'transparent',
    },
  },
  plugins: [focusableBlocks, lineAnchors, refusedCopies(failed)],
});

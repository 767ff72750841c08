/** How Mermaid draws: fixed ids and seed, our colours, text as text. Part of what freshness depends on. */
import { FONT_FAMILY, PALETTE } from './palette.ts';

export const FONT_SIZE_PX = 15;

/** Given to `mermaid.initialize`. Strict: no scripts or links from a diagram's text. */
export const MERMAID_CONFIG = {
  startOnLoad: false,
  securityLevel: 'strict',
  deterministicIds: true,
  handDrawnSeed: 1,
  look: 'classic',
  layout: 'dagre',
  htmlLabels: false,
  fontFamily: FONT_FAMILY,
  fontSize: FONT_SIZE_PX,
  maxEdges: 5000,
  maxTextSize: 500_000,
  theme: 'base',
  themeVariables: {
    fontFamily: FONT_FAMILY,
    fontSize: `${FONT_SIZE_PX}px`,
    background: PALETTE.surface.light,
    primaryColor: PALETTE.port.light,
    primaryTextColor: PALETTE.text.light,
    primaryBorderColor: PALETTE['port-line'].light,
    secondaryColor: PALETTE.group.light,
    secondaryTextColor: PALETTE.text.light,
    secondaryBorderColor: PALETTE['group-line'].light,
    tertiaryColor: PALETTE.group.light,
    tertiaryTextColor: PALETTE.text.light,
    tertiaryBorderColor: PALETTE['group-line'].light,
    lineColor: PALETTE.line.light,
    arrowheadColor: PALETTE.line.light,
    textColor: PALETTE.text.light,
    titleColor: PALETTE.text.light,
    nodeTextColor: PALETTE.text.light,
    mainBkg: PALETTE.port.light,
    nodeBorder: PALETTE['port-line'].light,
    clusterBkg: PALETTE.group.light,
    clusterBorder: PALETTE['group-line'].light,
    edgeLabelBackground: PALETTE.surface.light,
    errorBkgColor: PALETTE.unknown.light,
    errorTextColor: PALETTE.text.light,
    dropShadow: 'none',
  },
  themeCSS: `
    .cluster-label tspan { font-weight: 600; }
    .edgeLabel rect { opacity: 1; }
    .node rect, .cluster rect { rx: 4px; ry: 4px; }`,
  flowchart: {
    htmlLabels: false,
    useMaxWidth: true,
    curve: 'basis',
    padding: 7,
    minNodeWidth: 40,
    wrappingWidth: 420,
    nodeSpacing: 11,
    rankSpacing: 54,
    diagramPadding: 8,
    subGraphTitleMargin: { top: 6, bottom: 12 },
  },
} as const;

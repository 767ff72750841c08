/**
 * The colours of diagrams. Pure data, shared with the site.
 *
 * A diagram is drawn in the light colours; in its SVG each of them then becomes
 * `var(--mm-…, #light)`. So one SVG serves both: the site sets the variables for its dark
 * theme, and without any variable the light colours stand. Each light colour is used once,
 * so that it names its variable. Text on its background has a contrast of 4.5 or more.
 */
export interface Colour {
  readonly light: string;
  readonly dark: string;
}

export const PALETTE = {
  text: { light: '#1c2430', dark: '#e8ebf0' },
  muted: { light: '#556070', dark: '#a6b0bf' },
  line: { light: '#5b6675', dark: '#94a0b2' },
  /** Behind the labels of links: the page's own background. */
  surface: { light: '#fefefe', dark: '#17181c' },
  /** A group of things: a device, a bundle. */
  group: { light: '#f4f6f8', dark: '#20242c' },
  'group-line': { light: '#b9c2cd', dark: '#4a5362' },
  bundle: { light: '#e6ebf1', dark: '#2a303a' },
  'bundle-line': { light: '#9aa7b6', dark: '#5d6878' },
  port: { light: '#fdfdfd', dark: '#14161a' },
  'port-line': { light: '#8793a3', dark: '#7a8698' },
  host: { light: '#dbe9fb', dark: '#16304f' },
  'host-line': { light: '#3f7fc4', dark: '#6aa6e8' },
  switch: { light: '#dff3e6', dark: '#143a28' },
  'switch-line': { light: '#2f8f5b', dark: '#5cc48d' },
  storage: { light: '#fbeed3', dark: '#42310f' },
  'storage-line': { light: '#b27d13', dark: '#e0b252' },
  service: { light: '#efe4fb', dark: '#34224d' },
  'service-line': { light: '#8757c4', dark: '#b993ec' },
  /** What isn't known: dashed. */
  unknown: { light: '#fbfbfa', dark: '#1a1b1f' },
  'unknown-line': { light: '#a3631f', dark: '#d9995a' },
} as const satisfies Record<string, Colour>;

export type ColourName = keyof typeof PALETTE;

/** The name of a colour's CSS variable, which a site may set. */
export function cssVariable(name: ColourName): `--mm-${ColourName}` {
  return `--mm-${name}`;
}

/** Declarations of every variable for one appearance, to put in a rule of the site's style sheet. */
export function paletteCss(appearance: keyof Colour): string {
  return (Object.entries(PALETTE) as [ColourName, Colour][])
    .map(([name, colour]) => `${cssVariable(name)}: ${colour[appearance]};`)
    .join(' ');
}

/** The font that diagrams are measured with; ship it, or labels may overflow their boxes. */
export const FONT_FAMILY = "'Inter Variable', Inter, system-ui, sans-serif";

/** Raised when a change in how SVGs are finished must draw all diagrams again. */
export const DRAWING_REVISION = 2;

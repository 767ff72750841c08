/** From Mermaid's SVG to the one that is committed: colours as variables, nothing that glows in the dark. Pure. */
import { type ColourName, cssVariable, PALETTE, paletteCss } from './palette.ts';

/** The dark colours where nobody sets the variables and the SVG is the document itself (an image in a README). */
const STANDALONE_DARK = `<style>@media (prefers-color-scheme: dark) { svg:root { ${paletteCss('dark')} } }</style>`;

/** The SVG inside a page, which has its own way to say that it is dark. */
export function withinPage(svg: string): string {
  return svg.replace(/<style>@media \(prefers-color-scheme: dark\) \{ svg:root [^<]*<\/style>/, '');
}

/**
 * Id of a drawing, with which all ids in it begin. Mermaid looks for them with selectors, where
 * the dots of `web1.example.org` would begin a class.
 */
export function drawingId(name: string): string {
  return `diagram-${name.replaceAll('.', '_2e_')}`;
}

/** Each of the palette's light colours as a CSS variable with that colour as its fallback. */
export function withVariables(svg: string): string {
  const names = Object.keys(PALETTE) as ColourName[];
  return names.reduce((text, name) => {
    const { light } = PALETTE[name];
    const variable = `var(${cssVariable(name)}, ${light})`;
    return text.replaceAll(rgb(light), light).replaceAll(light, variable);
  }, svg);
}

/** Mermaid writes some colours as `rgb(28, 36, 48)`. */
function rgb(hex: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${parts.join(', ')})`;
}

/** Coordinates to a hundredth of a pixel: fifteen digits say nothing more. */
function rounded(svg: string): string {
  return svg.replace(/ (?:d|transform|x|y|width|height|viewBox|points)="[^"]*"/g, (attribute) =>
    attribute.replace(/\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100)),
  );
}

/** The SVG as committed: one final newline, variables, and dark colours when it stands alone. */
export function finishSvg(svg: string): string {
  const coloured = withVariables(rounded(svg).replace(/filter:\s*drop-shadow\([^;]*\);?/g, ''));
  const end = coloured.indexOf('>', coloured.indexOf('<svg')) + 1;
  return `${coloured.slice(0, end)}${STANDALONE_DARK}${coloured.slice(end)}\n`;
}

/** Each colour of code can be read on what it stands on, in both themes (WCAG 2.2, 1.4.3). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GROUND, ROLES, type Role } from '../../src/highlight/roles.ts';
import { codeTheme } from '../../src/highlight/themes.ts';

const AA = 4.5;
const TONES = ['light', 'dark'] as const;
const roles = Object.keys(ROLES) as Role[];

/** Relative luminance, as WCAG defines it. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** Where a colour stands on the wheel, in degrees. */
function hue(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  const max = Math.max(r, g, b);
  const span = max - Math.min(r, g, b);
  const sector =
    max === r ? ((g - b) / span + 6) % 6 : max === g ? (b - r) / span + 2 : (r - g) / span + 4;
  return sector * 60;
}

/** Degrees of the terminal's colours. */
const WHEEL = { red: 0, yellow: 40, green: 145, cyan: 188, blue: 207, magenta: 266 } as const;

describe.each(TONES)('code on a %s page', (tone) => {
  it.each(roles)('%s can be read', (role) => {
    expect(contrast(ROLES[role][tone], GROUND[tone])).toBeGreaterThan(AA);
    // A line that the pointer is on, or that is marked, is a shade darker or lighter.
    const marked = tone === 'light' ? '#e8eef5' : '#262b34';
    expect(contrast(ROLES[role][tone], marked)).toBeGreaterThan(AA);
  });

  it('tells roles apart', () => {
    expect(new Set(roles.map((role) => ROLES[role][tone])).size).toBe(roles.length);
  });

  it('has a theme of these colours only', () => {
    const used = codeTheme(tone).settings.map(({ settings }) => settings.foreground);
    expect(new Set(used)).toEqual(new Set(roles.map((role) => ROLES[role][tone])));
  });
});

it.each(roles.filter((role) => !['text', 'comment'].includes(role)))(
  'the terminal shows %s in the hue that the pages have',
  (role) => {
    const { terminal, ...colors } = ROLES[role];
    const wanted = WHEEL[terminal as keyof typeof WHEEL];
    for (const tone of TONES) {
      const off = Math.abs(((hue(colors[tone]) - wanted + 540) % 360) - 180);
      expect(off, `${colors[tone]} is ${hue(colors[tone])}°`).toBeLessThan(25);
    }
  },
);

it('the ground is the one of the pages', () => {
  const css = readFileSync(join(import.meta.dirname, '../../src/site/styles/theme.css'), 'utf8');
  const grounds = [...css.matchAll(/--site-surface: (#\w+)/g)].map(([, color]) => color);
  expect(grounds).toEqual([GROUND.light, GROUND.dark]);
});

/** The colours as themes of the highlighter. Pure. */
import { GROUND, PLAIN_SCOPES, ROLES, type Role, SCOPES } from './roles.ts';

export type Tone = 'light' | 'dark';

/** A VS Code theme, as Shiki takes it. */
export interface CodeTheme {
  readonly name: string;
  readonly type: Tone;
  readonly colors: Record<string, string>;
  readonly settings: { scope?: string[]; settings: { foreground: string } }[];
}

export function codeTheme(tone: Tone): CodeTheme {
  const color = (role: Role) => ROLES[role][tone];
  const ground = GROUND[tone];
  const roles = Object.entries(SCOPES) as [keyof typeof SCOPES, readonly string[]][];
  return {
    name: `runbook-${tone}`,
    type: tone,
    colors: { 'editor.background': ground, 'editor.foreground': color('text') },
    settings: [
      { settings: { foreground: color('text') } },
      { scope: [...PLAIN_SCOPES], settings: { foreground: color('text') } },
      ...roles.map(([role, scope]) => ({
        scope: [...scope],
        settings: { foreground: color(role) },
      })),
    ],
  };
}

/** The colours as variables of CSS, `--code-keyword`, for what isn't highlighted by grammars. */
export function codeVariables(tone: Tone): string {
  const roles = Object.keys(ROLES) as Role[];
  return roles.map((role) => `--code-${role}: ${ROLES[role][tone]};`).join(' ');
}

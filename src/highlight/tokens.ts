/**
 * Text → pieces with their role, by the grammars that the pages have too. For the terminal;
 * loads the highlighter, so import it only where something is painted.
 */
import { createHighlighterCoreSync, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import bash from 'shiki/langs/bash.mjs';
import diff from 'shiki/langs/diff.mjs';
import ini from 'shiki/langs/ini.mjs';
import json from 'shiki/langs/json.mjs';
import nginx from 'shiki/langs/nginx.mjs';
import sshConfig from 'shiki/langs/ssh-config.mjs';
import systemd from 'shiki/langs/systemd.mjs';
import yaml from 'shiki/langs/yaml.mjs';
import { GRAMMARS } from './languages.ts';
import { ROLES, type Role } from './roles.ts';
import { codeTheme } from './themes.ts';

export interface Piece {
  readonly text: string;
  readonly role: Role;
}

const LANGUAGES = [bash, diff, ini, json, nginx, sshConfig, systemd, yaml, GRAMMARS];
const ROLE_OF = new Map(
  (Object.keys(ROLES) as Role[]).map((role) => [ROLES[role].light.toLowerCase(), role]),
);

let highlighter: HighlighterCore | undefined;

/** The lines of a text, in pieces. An unknown language is plain text. */
export function highlightedLines(text: string, language: string | undefined): Piece[][] {
  highlighter ??= createHighlighterCoreSync({
    themes: [codeTheme('light') as never],
    langs: LANGUAGES as never,
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  if (language === undefined || !highlighter.getLoadedLanguages().includes(language)) {
    return text.split('\n').map((line) => [{ text: line, role: 'text' }]);
  }
  const { tokens } = highlighter.codeToTokens(text, { lang: language, theme: 'runbook-light' });
  return tokens.map((line) =>
    line.map(({ content, color }) => ({
      text: content,
      role: ROLE_OF.get(color?.toLowerCase() ?? '') ?? 'text',
    })),
  );
}

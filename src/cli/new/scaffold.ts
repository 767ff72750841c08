/** The text of a new runbook: complete, and harmless until it is edited. Pure. */

export type Locale = 'en' | 'fr';

export interface NewRunbook {
  readonly name: string;
  readonly title: string;
  /** A selector of the inventory. */
  readonly targets: string;
  readonly locale: Locale;
  /** Are the targets switches? Their commands are another language. */
  readonly switches: boolean;
}

interface Words {
  readonly description: string;
  readonly why: string;
  readonly look: string;
  readonly change: string;
  readonly how: string;
  readonly order: string;
}

const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    description: 'What this procedure does, in one sentence.',
    why: '**When.** Say what calls for it, and what can go wrong.',
    look: 'Look first',
    change: 'Change something',
    how: 'A step is skipped when its `check` succeeds, and has failed unless its `verify` holds; `undo` is how to go back. Replace these commands by yours.',
    order:
      'Replace these commands by yours. Nothing is saved on the switch before its configuration is copied.',
  },
  fr: {
    description: 'Ce que fait cette procédure, en une phrase.',
    why: '**Quand.** Dites ce qui y mène, et ce qui peut mal tourner.',
    look: 'Regarder d’abord',
    change: 'Changer quelque chose',
    how: 'Une étape est passée quand son `check` réussit, et a échoué tant que son `verify` n’est pas vrai ; `undo` dit comment revenir en arrière. Remplacez ces commandes par les vôtres.',
    order:
      'Remplacez ces commandes par les vôtres. Rien n’est enregistré sur le switch avant que sa configuration soit copiée.',
  },
};

/** `restart-web` → `Restart web`. */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function scaffold(runbook: NewRunbook): string {
  const { title, targets, locale, switches } = runbook;
  const words = WORDS[locale];
  return `---
title: ${JSON.stringify(title)}
description: ${JSON.stringify(words.description)}
targets: ${JSON.stringify(targets)}
---

${words.why}

${switches ? switchSteps(words) : hostSteps(words, runbook.name)}`;
}

function hostSteps({ look, change, how }: Words, name: string): string {
  const file = `/tmp/${name}`;
  return `## ${look}

\`\`\`sh run id=look readonly
uname -n
\`\`\`

## ${change}

${how}

\`\`\`sh run id=change
echo {{ host.name }} > ${file}
\`\`\`

\`\`\`sh check
test -e ${file}
\`\`\`

\`\`\`sh verify
grep -qx {{ host.name }} ${file}
\`\`\`

\`\`\`sh undo
rm -f ${file}
\`\`\`
`;
}

function switchSteps({ look, change, order }: Words): string {
  return `## ${look}

\`\`\`ios run id=look readonly
show version
show running-config
\`\`\`

## ${change}

${order}

\`\`\`ios run id=change
configure terminal
service timestamps log datetime
end
\`\`\`

\`\`\`ios undo
configure terminal
no service timestamps log datetime
end
\`\`\`
`;
}

/** A made-up project of any size: pages of prose, and as many runbooks. Files by path. */

const TABLE_ROWS = 8;
const PER_CHAPTER = 25;

/** @param pages how many in all; half of them are runbooks. */
export function corpus(pages: number): Map<string, string> {
  const half = Math.floor(pages / 2);
  const files = new Map([
    ['content/inventory/site.yaml', INVENTORY],
    ['content/site.yaml', settings(half)],
    ['content/docs/index.mdx', '---\ntitle: Home\n---\n\nA made-up site.\n'],
  ]);
  for (let index = 1; index < pages - half; index += 1)
    files.set(`content/docs/pages/${chapter(index)}/page-${index}.mdx`, page(index));
  for (let index = 0; index < half; index += 1)
    files.set(`runbooks/${chapter(index)}/procedure-${index}.mdx`, runbook(index));
  return files;
}

function chapter(index: number): string {
  return `chapter-${Math.floor(index / PER_CHAPTER)}`;
}

const INVENTORY = `title: Made up
hosts:
  node1: { title: First node, roles: [node], address: 192.0.2.1 }
  node2: { title: Second node, roles: [node], address: 192.0.2.2 }
  node3: { title: Third node, roles: [node], address: 192.0.2.3 }
`;

/** A group of the menu for each chapter, as plain Starlight makes one of each folder. */
function settings(half: number): string {
  const chapters = Array.from({ length: Math.ceil(half / PER_CHAPTER) }, (_, index) => index);
  const groups = ['pages', 'runbooks'].flatMap((folder) =>
    chapters.map(
      (index) =>
        `  - { label: '${folder} ${index}', directory: ${folder}/chapter-${index}, collapsed: true }\n`,
    ),
  );
  return `description: A made-up site\nsidebar:\n  - { label: Start, pages: [index] }\n${groups.join('')}`;
}

function page(index: number): string {
  return `---
title: Page ${index}
description: What page ${index} is about.
---

import { inventory } from '#site';

${paragraph(index)} The first node is at {inventory.hosts.node1.address}.

${[1, 2, 3, 4].map((section) => chapterSection(index, section)).join('\n')}`;
}

function chapterSection(index: number, section: number): string {
  return `## Section ${section} of page ${index}

${paragraph(index + section)}

- one thing about \`service-${index}\`
- another, with **weight**, and [the page before](/${address(index - 1)})

${section === 1 ? table(index) : CODE[section % CODE.length]?.(index)}

${paragraph(index * section)}
`;
}

function address(index: number): string {
  return index < 1 ? '' : `pages/${chapter(index)}/page-${index}/`;
}

function table(index: number): string {
  const rows = Array.from(
    { length: TABLE_ROWS },
    (_, row) => `| port ${row} | ${index}.${row} | 10.${index % 250}.${row}.1 | a cable |`,
  );
  return ['| Port | Number | Address | Note |', '|---|---|---|---|', ...rows].join('\n');
}

const CODE: readonly ((index: number) => string)[] = [
  (index) =>
    `\`\`\`bash\nfor host in node1 node2; do\n  ssh "$host" "systemctl restart service-${index}" || exit 1\ndone\n\`\`\``,
  (index) =>
    `\`\`\`yaml\nservice-${index}:\n  port: ${8000 + (index % 1000)}\n  hosts: [node1, node2]\n  restart: always\n\`\`\``,
  (index) =>
    `\`\`\`ini\n[Service]\nExecStart=/usr/bin/service-${index} --port ${8000 + (index % 1000)}\nRestart=always\n\`\`\``,
];

function paragraph(seed: number): string {
  const words = Array.from({ length: 60 }, (_, at) => WORDS[(seed * 7 + at * 13) % WORDS.length]);
  return `${words.join(' ')}.`;
}

const WORDS =
  `the cluster node storage path switch port uplink keeps quorum while a link is down and each
  host answers on both bonds so that an operator may restart one service without losing sight of
  its neighbours which remain reachable over another address during that change`.split(/\s+/);

function runbook(index: number): string {
  const steps = ['install', 'configure', 'restart'].map((verb) => step(verb, index));
  return `---
title: Procedure ${index}
description: What procedure ${index} does.
targets: node
---

${paragraph(index)}

${steps.join('\n')}`;
}

function step(verb: string, index: number): string {
  const mark = `/var/lib/service-${index}.${verb}`;
  return `## ${verb} service ${index}

${paragraph(index + verb.length)}

\`\`\`bash run id=${verb} sudo
service-${index} ${verb} --host {{ host.name }} --address {{ host.address }}
touch ${mark}
\`\`\`

\`\`\`bash check
test -e ${mark}
\`\`\`

\`\`\`bash undo
rm -f ${mark}
\`\`\`
`;
}

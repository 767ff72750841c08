/** `runbook complete`: what the completion scripts ask. Never fails: a shell that completes must not print errors. */
import type { Action, Completes } from '../command.ts';
import { type Candidate, complete } from '../completion/words.ts';
import { COMMANDS } from '../definitions/index.ts';
import { EXIT } from '../exit-codes.ts';

interface Place {
  readonly root: () => string;
  readonly stateDir: string;
  readonly runbook?: string;
  /** The word that is being typed. */
  readonly typed: string;
}

/** Where names come from. Each is loaded only when it is asked for. */
const NAMES: Record<
  Exclude<Completes, 'file' | 'directory'>,
  (place: Place) => Promise<Candidate[]>
> = {
  async runbook({ root }) {
    const { listRunbooks } = await import('../../runbook/list-fs.ts');
    return listRunbooks(root()).map(({ name, title }) => ({ word: name, meaning: title }));
  },
  async 'anything shown'(place) {
    const subjects = async () => (await import('../show/find-fs.ts')).subjectNames(place.root());
    const found = await Promise.allSettled([NAMES.runbook(place), subjects(), NAMES.run(place)]);
    return found.flatMap((names) => (names.status === 'fulfilled' ? names.value : []));
  },
  async step({ root, runbook }) {
    if (runbook === undefined) return [];
    const { loadRunbook } = await import('../../runbook/load-fs.ts');
    return loadRunbook(root(), runbook).steps.map(({ id, title }) => ({
      word: id,
      meaning: title,
    }));
  },
  async host({ root }) {
    const { loadInventory } = await import('../../inventory/load-fs.ts');
    const { hosts, switches } = loadInventory(root()).inventory;
    const roles = new Set(Object.values(hosts).flatMap((host) => host.roles));
    return [
      ...Object.entries(hosts).map(([word, host]) => ({ word, meaning: host.title ?? 'host' })),
      ...Object.keys(switches).map((word) => ({ word, meaning: 'switch' })),
      ...[...roles].map((word) => ({ word, meaning: 'role' })),
    ];
  },
  async targets(place) {
    const devices = await NAMES.host(place);
    const all = [...devices, { word: 'all', meaning: 'every host and switch' }];
    // What stands before the last comma, and a "!" behind it, stays.
    const [before = ''] = /^(?:.*,)?!?/.exec(place.typed) ?? [];
    return all.map(({ word, meaning }) => ({ word: before + word, meaning }));
  },
  async lock({ stateDir }) {
    const { localLocks } = await import('../unlock/local-locks.ts');
    return localLocks(stateDir).map(({ id, run, runbook }) => ({
      word: id,
      meaning: `${runbook}, ${run}`,
    }));
  },
  async run({ stateDir }) {
    const { listRuns } = await import('../../journal/runs-fs.ts');
    return listRuns(stateDir).map(({ state }) => ({
      word: state.run,
      meaning: `${state.runbook}, ${state.status}`,
    }));
  },
};

async function candidates(words: readonly string[], place: Place): Promise<readonly Candidate[]> {
  const completion = complete(COMMANDS, words);
  if (completion.kind === 'words') return completion.words;
  const { of } = completion;
  if (of === 'file' || of === 'directory') return [{ word: `:${of}`, meaning: '' }];
  return NAMES[of]({ ...place, runbook: completion.runbook });
}

export const run: Action = async ({ args, terminal, root, stateDir }) => {
  const found = await candidates(args, { root, stateDir, typed: args.at(-1) ?? '' }).catch(
    () => [],
  );
  for (const { word, meaning } of found)
    terminal.out(meaning === '' ? word : `${word}\t${meaning}`);
  return EXIT.ok;
};

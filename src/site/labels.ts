/** The words of the site's interface. */
import type { BlockOptions, BlockRole } from '../runbook/model.ts';

export const ROLE_LABELS: Readonly<Record<BlockRole, string>> = {
  run: 'Commandes',
  put: 'Fichier à écrire',
  manual: 'À la main',
  check: 'Vérification préalable',
  verify: 'Contrôle',
  undo: 'Retour arrière',
  expect: 'Sortie attendue',
  answer: 'Réponses',
};

/** What a block is for, in a sentence; nothing for the action, which the page itself explains. */
export const ROLE_NOTES: Readonly<Partial<Record<BlockRole, string>>> = {
  check: 'si elle réussit, l’étape est déjà faite et on la passe',
  verify: 'doit réussir après l’action',
  undo: 'pour défaire l’étape',
  expect: 'dans cet ordre ; « … » remplace n’importe quoi',
  answer: 'question attendue => ce qui est répondu',
};

export const ORDER_LABELS = {
  'by-step': 'étape par étape, sur toutes les machines',
  'by-host': 'une machine après l’autre',
} as const;

export const PARAM_TYPE_LABELS = {
  string: 'texte',
  number: 'nombre',
  boolean: 'true ou false',
  address: 'adresse IP',
  host: 'machine',
} as const;

export const SEVERITY_LABELS = {
  error: 'Erreur',
  warning: 'Avertissement',
  info: 'Remarque',
} as const;

/** A duration in words: `90000` → `1 min 30 s`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(' ') || `${milliseconds} ms`
  );
}

/** Options of a block that its reader must know, in the order of their weight. */
export function optionLabels(options: BlockOptions): string[] {
  const { sudo, readonly, rerun, timeoutMs, retries, everyMs, mode, owner } = options;
  const { revertMs, reboots, parallel } = options;
  return [
    sudo === true ? 'sudo' : undefined,
    readonly === true ? 'ne change rien' : undefined,
    rerun === 'safe' ? 'peut être refaite sans risque' : undefined,
    revertMs === undefined ? undefined : `retour automatique après ${durationText(revertMs)}`,
    reboots === true ? 'redémarre la machine' : undefined,
    parallel === true ? 'machines côte à côte' : undefined,
    timeoutMs === undefined ? undefined : `délai de ${durationText(timeoutMs)}`,
    retries === undefined ? undefined : retriesText(retries, everyMs),
    mode === undefined ? undefined : `droits ${mode}`,
    owner === undefined ? undefined : `propriétaire ${owner}`,
  ].filter((label) => label !== undefined);
}

function retriesText(retries: number, everyMs: number | undefined): string {
  const tries = retries === 1 ? '1 nouvel essai' : `${retries} nouveaux essais`;
  return everyMs === undefined ? tries : `${tries}, toutes les ${durationText(everyMs)}`;
}

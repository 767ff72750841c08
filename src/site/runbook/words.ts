/** What a runbook's page says besides what its author wrote. */
import type { Outcome } from './evidence.ts';
import type { StepKind } from './step.ts';

export const words = {
  kinds: {
    reads: 'lit',
    changes: 'modifie',
    writes: 'écrit un fichier',
    manual: 'à la main',
  } satisfies Record<StepKind, string>,
  step: (number: number, total: number) => `Étape ${number} sur ${total}`,
  stepLink: (number: number) => `Lien vers l’étape ${number}`,
  elsewhere: 'Cette étape ne s’exécute pas sur {host}.',
  content: 'Détail',
  runStep: 'Exécuter cette étape',
  on: (hosts: string) => `Sur ${hosts}`,
  tick: (number: number, title: string) => `Étape ${number} faite : ${title}`,
  ticked: 'Fait',
  sudo: 'sudo',
  reboots: 'redémarre la machine',
  revert: (after: string) => `retour automatique après ${after}`,
  timeout: (after: string) => `${after} au plus`,
  onlyHost: 'Commandes pour {host} seulement.',
  bar: 'Suivi de la lecture',
  machine: 'Machine',
  allMachines: 'Toutes',
  allOfThem: (count: number) => `les ${count}`,
  count: '{done}/{all} cochées',
  countOn: '{done}/{all} cochées pour {host}',
  reset: 'Effacer',
  fold: 'Tout replier',
  unfold: 'Tout déplier',
  unkept:
    'Ce navigateur ne garde rien de cette page : les coches et le choix de la machine seront perdus au rechargement.',
  steps: 'Étapes',
  columns: {
    number: 'Nᵒ',
    step: 'Étape',
    hosts: 'Machines',
    kind: 'Action',
    timeout: 'Délai',
    last: 'Dernière exécution',
  },
  needs: 'Il faut',
  needsSsh: (hosts: string) => `un accès SSH à ${hosts}`,
  needsSudo: (hosts: string) => `sudo sur ${hosts}`,
  needsParams: (names: number) => (names === 1 ? 'le paramètre' : 'les paramètres'),
  needsSecrets: (names: number) => (names === 1 ? 'le secret' : 'les secrets'),
  needsPerson: (steps: number) =>
    steps === 1
      ? 'une personne sur place : 1 étape se fait à la main'
      : `une personne sur place : ${steps} étapes se font à la main`,
  needsTime: (time: string) => `${time} au plus de commandes par machine (somme des délais)`,
  lastRun: 'Dernière exécution',
  lastRuns: 'Dernières exécutions',
  outcomes: {
    done: 'réussie',
    satisfied: 'déjà satisfaite',
    declared: 'déclarée faite',
    skipped: 'passée',
    failed: 'échouée',
    unknown: 'issue inconnue',
    undone: 'défaite depuis',
  } satisfies Record<Outcome, string>,
  by: 'par',
  onHost: 'sur',
  lasted: 'en',
  texts: {
    edited: 'le texte exécuté alors était plus ancien que celui-ci',
    changed: 'l’inventaire donnait alors un autre texte',
  },
  more: (count: number) => `et ${count} autres machines`,
  findings: (count: number) =>
    count === 1 ? '1 incohérence connue à ce sujet' : `${count} incohérences connues à ce sujet`,
  findingSource: 'voir la ligne',
} as const;

/** A moment in the reader's words, in the time of the machine that builds. */
export function momentText(iso: string): string {
  return new Intl.DateTimeFormat('fr-FR', {
    ...{ day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  }).format(new Date(iso));
}

/** All that the project knows about a device, by its name. Each index is made once. */

import { things } from '../../diagrams/graph.ts';
import { drawnIds, thingAnchor } from '../../diagrams/links.ts';
import type { LintFinding } from '../../inventory/lint.ts';
import type { Place } from '../../problem/problem.ts';
import { diagramPath, INVENTORY_PATH, lineAnchor, sourcePath } from '../../views/paths.ts';
import { byDevice, type Subject, subjectsOf } from '../../views/subjects.ts';
import { project } from '../data.ts';
import type { ObservedFile, SiteConfigFile } from '../project.ts';
import type { SiteRunbook } from '../runbooks.ts';

/** Of a port-channel's page: its ports, and itself. */
export type About = (subject: Subject) => boolean;

const everything: About = () => true;

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const findings = once(() =>
  byDevice(project.findings, ({ path }) => subjectsOf(project.inventory, path)),
);

function chosen(device: string, isAbout: About): LintFinding[] {
  const found = (findings().get(device) ?? []).filter(([, subject]) => isAbout(subject));
  return [...new Set(found.map(([finding]) => finding))];
}

/** What lint finds about a device; what isn't known is told apart, see `gapsAbout`. */
export function findingsAbout(device: string, isAbout: About = everything): LintFinding[] {
  return chosen(device, isAbout).filter(({ rule }) => rule !== 'gap');
}

export interface Gap {
  readonly path: string;
  readonly note: string;
  readonly place?: Place;
}

/** What nobody knows yet about a device. */
export function gapsAbout(device: string, isAbout: About = everything): Gap[] {
  return chosen(device, isAbout).flatMap(({ rule, path, place }) => {
    const gap = rule === 'gap' ? project.inventory.gaps[Number(path[1])] : undefined;
    return gap ? [{ ...gap, ...(place === undefined ? {} : { place }) }] : [];
  });
}

export interface Procedure {
  readonly runbook: SiteRunbook;
  /** Those that run on the device. */
  readonly steps: SiteRunbook['steps'];
}

const procedures = once(() => {
  const all = project.runbooks.flatMap((runbook) =>
    runbook.steps.map((step) => ({ runbook, step })),
  );
  return byDevice(all, ({ step }) => step.hosts.map((device) => ({ device })));
});

/** The runbooks that have a step on a device, in the order of the menu. */
export function proceduresFor(device: string): Procedure[] {
  const found = (procedures().get(device) ?? []).map(([one]) => one);
  return [...Map.groupBy(found, ({ runbook }) => runbook)].map(([runbook, all]) => ({
    runbook,
    steps: all.map(({ step }) => step),
  }));
}

export interface Sighting {
  readonly title: string;
  /** Address of the box or frame in the diagram. */
  readonly href: string;
}

/** By the page that a box leads to: the diagrams that have one, at the first of them. */
const sightings = once(() => {
  const found = new Map<string, Map<string, Sighting>>();
  for (const { name, title, parts, svg } of project.diagrams) {
    const drawn = drawnIds(svg, name);
    for (const { id, href } of things(parts)) {
      const page = href?.split('#')[0];
      if (page === undefined || !drawn.has(id)) continue;
      const known = found.get(page) ?? new Map<string, Sighting>();
      const anchor = thingAnchor(name, id);
      if (!known.has(name)) known.set(name, { title, href: `${diagramPath(name)}#${anchor}` });
      found.set(page, known);
    }
  }
  return found;
});

/** The diagrams that have a box which leads to a page. */
export function sightingsOf(page: string): Sighting[] {
  return [...(sightings().get(page)?.values() ?? [])];
}

const configs = once(() => byDevice(project.configs, ({ device }) => [{ device }]));

export function configsOf(device: string): SiteConfigFile[] {
  return (configs().get(device) ?? []).map(([config]) => config);
}

/** The file that was found on a switch; undefined when there is none. */
export function observedOn(device: string): ObservedFile | undefined {
  const name = project.inventory.switches[device]?.observed;
  return project.observed.find((file) => file.name === name);
}

/** A file of more lines has no page of its own: it would weigh megabytes. */
const MAX_LINES = 5000;

/** The inventory's files that have a page. */
export const shownSources = once(() =>
  project.sources.filter(({ text }) => text.split('\n').length <= MAX_LINES),
);
/** The pages of those files: the rest of each address, and the file. */
export function sourcePages(): { readonly page: string; readonly file: string }[] {
  const start = `${INVENTORY_PATH}source/`.length;
  return shownSources().map(({ path }) => ({
    page: (sourcePath(path) ?? '').slice(start, -1),
    file: path,
  }));
}

const shownFiles = once(() => new Set(shownSources().map(({ path }) => path)));

/** Address of a line of the inventory; undefined when its file isn't shown. */
export function placeHref(place: Place): string | undefined {
  if (!shownFiles().has(place.file)) return undefined;
  const path = sourcePath(place.file);
  return path && `${path}#${lineAnchor(place.line)}`;
}

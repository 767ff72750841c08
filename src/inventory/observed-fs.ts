/** The edge that lists the configurations as found. */
import { basename } from 'node:path';
import { findSources } from '../problem/source-fs.ts';
import { OBSERVED_FOLDER } from './observed.ts';

/** Names of the files of the folder; none where there is no folder. */
export function observedFiles(root: string): string[] {
  return findSources(root, [`${OBSERVED_FOLDER}/*`]).map((path) => basename(path));
}

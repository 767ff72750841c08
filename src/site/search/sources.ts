/** What can be searched is made from what the site has read already. Pure. */
import { RENDERED } from '../../configs/configs.ts';
import type { LoadedInventory, SourceFile } from '../../inventory/loaded.ts';
import type { SearchSources } from '../../search/documents/sources.ts';
import { OBSERVED_DIR } from '../paths.ts';
import type { SiteProject } from '../project.ts';

export function searchSources(
  project: SiteProject,
  loaded: LoadedInventory,
  pages: readonly SourceFile[],
): SearchSources {
  const { configs, observed, findings, ruleTitles } = project;
  return {
    ...{ locale: project.settings.locale, loaded, pages, findings, ruleTitles },
    configs: configs.map(({ device, name, text }) => ({
      ...{ device, name, text, path: `${RENDERED}/${device}/${name}` },
    })),
    observed: observed.map(({ name, text }) => ({ name, text, path: `${OBSERVED_DIR}/${name}` })),
  };
}

/** The project's data, inside the page bundle. */
import data from 'virtual:site-project';
import type { SiteProject } from './project.ts';

export const project = data as SiteProject;

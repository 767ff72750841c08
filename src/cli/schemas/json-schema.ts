/** The JSON Schemas that the site serves, from the zod schemas. Their committed files are tested. */
import { z } from 'zod';
import { eventLine } from './events.ts';
import { runReport } from './report.ts';

/** Draft 2020-12, under the name by which the site serves it. */
export const JSON_SCHEMAS: Readonly<Record<string, () => Record<string, unknown>>> = {
  'events.schema.json': () => ({
    title: 'Events of runbook --json',
    description: 'One line of what run, resume and undo print with --json.',
    ...z.toJSONSchema(eventLine),
  }),
  'report.schema.json': () => ({
    title: 'Report of a run of runbook',
    description: 'What --report json and show <run> --json give.',
    ...z.toJSONSchema(runReport),
  }),
};

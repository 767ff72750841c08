/**
 * While pages are written: takes away the service worker that a built site left at this
 * address. Otherwise the browser would go on showing the built site, not the pages as they are.
 */
import type { ViteUserConfig } from 'astro';
import { WORKER_FILE } from './worker-fs.ts';

type VitePlugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { name: string }>;

const RETIRED = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(retire()));
async function retire() {
  const names = (await caches.keys()).filter((name) => name.startsWith('runbook ' + registration.scope + ' '));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
  for (const page of await clients.matchAll({ type: 'window' })) page.navigate(page.url);
}
`;

export function retireWorker(): VitePlugin {
  return {
    name: 'site-retire-worker',
    configureServer(server) {
      server.middlewares.use(`/${WORKER_FILE}`, (_request, response) => {
        response.setHeader('content-type', 'text/javascript; charset=utf-8');
        response.setHeader('cache-control', 'no-store');
        response.end(RETIRED);
      });
    },
  };
}

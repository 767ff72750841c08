/**
 * The service worker: keeps the whole site in the browser, so that it is read without server
 * or network.
 *
 * A build is taken over as a whole or not at all, and replaces the last one only when no
 * page of that one is open any more, or its reader says so.
 */
import { answer } from './answer.ts';
import { fill } from './fill.ts';
import type { Manifest } from './locate.ts';
import { SKIP_WAITING } from './messages.ts';
import { scope } from './scope.ts';

/** Put in by the build. */
declare const MANIFEST: Manifest;
declare const BUILD: string;

const root = scope.registration.scope;
/** Other sites of this server have caches of their own. */
const ours = `runbook ${root} `;
const cacheName = ours + BUILD;

async function otherCaches(): Promise<string[]> {
  const names = await scope.caches.keys();
  return names.filter((name) => name.startsWith(ours) && name !== cacheName);
}

async function install(): Promise<void> {
  const older = await Promise.all((await otherCaches()).map((name) => scope.caches.open(name)));
  await fill(await scope.caches.open(cacheName), older, root, MANIFEST);
}

async function activate(): Promise<void> {
  await Promise.all((await otherCaches()).map((name) => scope.caches.delete(name)));
  await scope.clients.claim();
}

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('message', ({ data }) => {
  if (data === SKIP_WAITING) void scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const response = answer(event.request, root, MANIFEST, () => scope.caches.open(cacheName));
  if (response) event.respondWith(response);
});

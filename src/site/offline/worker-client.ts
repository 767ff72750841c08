/**
 * In the browser, on every page of a built site: has it kept for when there is no server, and
 * says when a newer one is there. On a disk there is nothing to keep.
 */
import { SKIP_WAITING } from './worker/messages.ts';

/** Put in by the build. */
declare const NOTICE: { readonly text: string; readonly reload: string };

const hosted = /^https?:$/.test(location.protocol);

/** What is shown and copied is the address as people know it; links name the file, for disks. */
function hideIndex(): void {
  const { pathname, search, hash } = location;
  if (!pathname.endsWith('/index.html')) return;
  history.replaceState(history.state, '', pathname.slice(0, -'index.html'.length) + search + hash);
}

async function keep({ serviceWorker }: Navigator): Promise<void> {
  const registration = await serviceWorker.register(
    `${document.documentElement.dataset.root}/sw.js`,
    { updateViaCache: 'none' },
  );
  const { waiting } = registration;
  if (waiting && serviceWorker.controller) announce(waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      // Without a controller it is the first one: nothing is replaced.
      if (coming.state === 'installed' && serviceWorker.controller) announce(coming);
    });
  });
  // A page may stay open for weeks.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
  });
}

/** Quietly: what is being read stays until its reader wants the new one. */
function announce(worker: ServiceWorker): void {
  document.querySelector('.site-update')?.remove();
  const notice = document.createElement('div');
  notice.className = 'site-update';
  notice.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = NOTICE.reload;
  button.addEventListener('click', () => replaceBy(worker));
  notice.append(NOTICE.text, ' ', button);
  document.body.append(notice);
}

function replaceBy(worker: ServiceWorker): void {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  // Another tab may have had it replaced already: nothing more will change.
  if (worker.state === 'installed') worker.postMessage(SKIP_WAITING);
  else location.reload();
}

if (hosted) {
  hideIndex();
  if (isSecureContext && 'serviceWorker' in navigator) {
    // The page first.
    addEventListener('load', () => void keep(navigator).catch(() => undefined));
  }
}

/** What a page tells the service worker: replace the one that is at work. */
export const SKIP_WAITING = 'skip-waiting';

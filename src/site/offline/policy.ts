/** What a page may load and run: its content security policy, and the headers of a server. Pure. */
import { createHash } from 'node:crypto';

/** As a policy names a script that stands in a page. */
export function scriptHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/**
 * The policy of a page: nothing from elsewhere, no script but the site's own.
 *
 * Styles may stand in the page: the colours of highlighted code are `style` attributes,
 * which no hash covers.
 * @param inline texts of the scripts that stand in the page.
 */
export function contentPolicy(inline: readonly string[]): string {
  const hashes = [...new Set(inline.map(scriptHash))].sort();
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashes].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "media-src 'self'",
    // The service worker fetches the site's own files, and nothing else does.
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

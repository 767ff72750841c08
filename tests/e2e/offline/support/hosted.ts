/** A copy of the built site on a server that can go away, and be given another build. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSiteServer } from '../../../../src/cli/serve/server.ts';
import { filesOf } from '../../../../src/site/offline/finish-fs.ts';
import { writeWorker } from '../../../../src/site/offline/worker-fs.ts';
import { SITE } from '../../support/site.ts';

export class Hosted {
  readonly folder = mkdtempSync(join(tmpdir(), 'runbook-hosted-'));
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  #server: Server | undefined;
  #port = 0;

  constructor() {
    cpSync(SITE, this.folder, { recursive: true });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const server = createSiteServer({ folder: this.folder, local: true });
    server.on('request', ({ url }) => this.asked.push(url ?? ''));
    await new Promise<void>((done) => server.listen(this.#port, '127.0.0.1', done));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }

  /** Changes a page without telling the service worker: a deployment that is half done. */
  edit(file: string, from: string | RegExp, to: string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`${file} has no ${from}`);
    writeFileSync(path, edited);
  }

  /** Has it served from a folder of the server. */
  moveTo(base: string): void {
    this.edit('_headers', /^\//gm, `${base}/`);
  }

  /** Makes the service worker of the site as it now is. */
  async finishBuild(): Promise<void> {
    await writeWorker(this.folder, filesOf(this.folder));
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

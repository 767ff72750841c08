/**
 * Debian's Firefox, driven over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/).
 *
 * Playwright drives a Firefox of its own build only: its BiDi mode asks for a command that
 * this one doesn't know. The few that these tests need are here.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Not `/usr/bin/firefox`: on Ubuntu that only leads to a package store.
const FIREFOX = process.env.RUNBOOK_FIREFOX ?? '/usr/bin/firefox-esr';
export const hasFirefox = existsSync(FIREFOX);

/** Nothing from the network of its own, no first-run page, no crash dialog. */
const PREFERENCES: Readonly<Record<string, string | number | boolean>> = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'services.settings.server': 'http://127.0.0.1:9/',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly request?: { readonly url: string }; readonly text?: string };
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

export class Firefox {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { done(result: unknown): void; fail(error: Error): void }>();
  #last = 0;
  #tab = '';
  /** Addresses that were asked for, in their order. Files of the disk are not among them. */
  readonly requests: string[] = [];
  /** What the console and uncaught errors said. */
  readonly messages: string[] = [];

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data))));
  }

  static async launch(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'runbook-firefox-'));
    const lines = Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join('\n'));
    const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'];
    const child = spawn(FIREFOX, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: profile },
    });
    const socket = new WebSocket(`${await listening(child)}/session`);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    const firefox = new Firefox(child, profile, socket);
    await firefox.#send('session.new', { capabilities: {} });
    await firefox.#send('session.subscribe', {
      events: ['network.beforeRequestSent', 'log.entryAdded'],
    });
    const { context } = (await firefox.#send('browsingContext.create', { type: 'tab' })) as {
      context: string;
    };
    firefox.#tab = context;
    return firefox;
  }

  /** Opens an address and waits until it is loaded. */
  async goto(url: string): Promise<void> {
    await this.#send('browsingContext.navigate', { context: this.#tab, url, wait: 'complete' });
  }

  async resize(width: number, height: number): Promise<void> {
    const viewport = { width, height };
    await this.#send('browsingContext.setViewport', { context: this.#tab, viewport });
  }

  /** The value of an expression of the page, promises awaited. It has to be JSON. */
  async evaluate<T>(expression: string): Promise<T> {
    const answer = (await this.#send('script.evaluate', {
      expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
      target: { context: this.#tab },
      awaitPromise: true,
      // As a person who has just clicked: the clipboard asks for that.
      userActivation: true,
    })) as { type: string; result?: { value: string }; exceptionDetails?: { text: string } };
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? 'no value');
    return JSON.parse(answer.result?.value ?? 'null') as T;
  }

  /** Waits until an expression of the page is true, also over the way to another page. */
  async until(expression: string): Promise<void> {
    const ends = performance.now() + 20_000;
    const holds = () => this.evaluate<boolean>(`Boolean(${expression})`).catch(() => false);
    while (!(await holds())) {
      if (performance.now() > ends) throw new Error(`never true: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Presses a key, or several at once: `Control+V`. */
  async press(keys: string): Promise<void> {
    const values = keys.split('+').map((key) => KEYS[key] ?? key.toLowerCase());
    await this.#keys([
      ...values.map((value) => ({ type: 'keyDown', value })),
      ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
    ]);
  }

  /** Types a text. */
  async type(text: string): Promise<void> {
    await this.#keys(
      [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    );
  }

  async #keys(actions: readonly object[]): Promise<void> {
    await this.#send('input.performActions', {
      context: this.#tab,
      actions: [{ type: 'key', id: 'keyboard', actions }],
    });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.#send('browser.close', {}).catch(() => this.#process.kill());
    await ended;
    this.#socket.close();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #send(method: string, params: object): Promise<unknown> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((done, fail) => {
      this.#waiting.set(id, { done, fail });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  #receive({ id, method, params, result, error, message }: Message): void {
    if (method === 'network.beforeRequestSent') this.requests.push(params?.request?.url ?? '');
    if (method === 'log.entryAdded') this.messages.push(params?.text ?? '');
    if (id === undefined) return;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.done(result);
    else waiting?.fail(new Error(`${error}: ${message}`));
  }
}

/** Code points that WebDriver gives to keys without a letter. */
const KEYS: Readonly<Record<string, string>> = {
  Control: '\uE009',
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

/** Where the browser says that it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}: ${said}`)));
  });
}

/** A person with a browser, whichever it is: the few things that they do with a site. */
import type { BrowserContext, Page } from 'playwright';
import { hasChromium, launch } from '../../support/browser.ts';
import { Firefox, hasFirefox } from '../../support/firefox.ts';

export interface Reader {
  goto(url: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** The value of an expression of the page. */
  evaluate<T>(expression: string): Promise<T>;
  until(expression: string): Promise<void>;
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Addresses that were asked for, in their order. */
  readonly requests: readonly string[];
  /** Errors, and what the console said. */
  readonly messages: readonly string[];
  close(): Promise<void>;
}

export const READERS: readonly {
  readonly name: string;
  readonly found: boolean;
  readonly launch: () => Promise<Reader>;
}[] = [
  { name: 'Chromium', found: hasChromium, launch: () => Chromium.launch() },
  { name: 'Firefox', found: hasFirefox, launch: () => Firefox.launch() },
];

class Chromium implements Reader {
  readonly requests: string[] = [];
  readonly messages: string[] = [];
  readonly #context: BrowserContext;
  readonly #page: Page;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.#page = page;
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('requestfailed', (request) => {
      // Left before it had come: the icon, mostly.
      const reason = request.failure()?.errorText;
      if (reason !== 'net::ERR_ABORTED') this.messages.push(`${reason}: ${request.url()}`);
    });
    page.on('console', (message) => this.messages.push(message.text()));
    page.on('pageerror', (error) => this.messages.push(String(error)));
  }

  static async launch(): Promise<Chromium> {
    const browser = await launch();
    const context = await browser.newContext();
    return new Chromium(context, await context.newPage());
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#page.setViewportSize({ width, height });
  }

  evaluate<T>(expression: string): Promise<T> {
    return this.#page.evaluate(expression);
  }

  async until(expression: string): Promise<void> {
    // Polled from outside: a policy without `unsafe-eval` forbids it from inside.
    const holds = () => this.#page.evaluate(`Boolean(${expression})`).catch(() => false);
    const ends = performance.now() + 20_000;
    while (!(await holds())) {
      if (performance.now() > ends) throw new Error(`never true: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  press(keys: string): Promise<void> {
    return this.#page.keyboard.press(keys);
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  async close(): Promise<void> {
    await this.#context.browser()?.close();
  }
}

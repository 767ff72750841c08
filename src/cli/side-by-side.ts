/**
 * Draws hosts that go at once: each line begins with its host, in the host's colour. A
 * host's lines are shown whole, so that two hosts never share one. By step, the heading
 * and what all hosts are sent alike are shown once.
 */
import type { ExecutorEvent } from '../executor/events.ts';
import type { Plan, PlannedStep } from '../plan/model.ts';
import { hostPrefixes } from './host-prefixes.ts';
import { actionText, type Drawn, eventLines, phaseLines } from './progress.ts';
import type { Screen } from './screen.ts';
import { type StepOnHosts, stepsOnHosts } from './steps-on-hosts.ts';
import { widthOf } from './table.ts';
import type { Colors } from './terminal.ts';
import { printable } from './text.ts';

type Output = Extract<ExecutorEvent, { type: 'output' }>;
type Phase = Extract<ExecutorEvent, { type: 'phase' }>;
type Started = Extract<ExecutorEvent, { type: 'step-started' }>;

/** A line without an end is shown when it is so long: a host must not fill our memory. */
const LONGEST = 16_384;

export class SideBySide {
  readonly #screen: Screen;
  readonly #colors: Colors;
  readonly #plan: Plan;
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #steps: ReadonlyMap<string, StepOnHosts>;
  /** By host and stream: the beginning of a line. */
  readonly #open = new Map<string, { readonly event: Output; readonly text: string }>();
  readonly #headed = new Set<string>();
  /** What was shown once for all the hosts of a step. */
  readonly #said = new Set<string>();
  readonly #previewed = new Set<string>();

  constructor(screen: Screen, plan: Plan) {
    this.#screen = screen;
    this.#colors = screen.terminal.colors.err;
    this.#plan = plan;
    this.#prefixes = hostPrefixes(plan.hosts, this.#colors);
    this.#steps = stepsOnHosts(plan);
  }

  /**
   * `[node1] ` before a line, as wide for each host. What indents the line in a serial
   * run is the host's work here.
   */
  about(host: string, line: string): string {
    return (this.#prefixes.get(host) ?? `[${host}] `) + line.replace(/^ {2}/, '');
  }

  hosts(step: string): readonly string[] {
    return this.#steps.get(step)?.hosts ?? [];
  }

  draw(event: ExecutorEvent): void {
    if (event.type === 'output') {
      this.#output(event);
      return;
    }
    if (!('host' in event) || event.host === undefined) return;
    const { host } = event;
    this.#closeHost(host);
    if (event.type === 'step-started') this.#started(event);
    else if (event.type === 'phase') this.#phase(event);
    else this.#lines(host, this.#eventLines(event));
  }

  preview(step: PlannedStep): void {
    const { id, host, action } = step;
    const text = actionText(action);
    this.#phase({ type: 'phase', step: id, host, phase: 'action', text });
    this.#previewed.add(`${id}@${host}`);
  }

  /** Shows the lines that hosts left open. */
  close(): void {
    for (const { event, text } of this.#open.values()) this.#outputLines(event, [text]);
    this.#open.clear();
  }

  #closeHost(host: string): void {
    for (const stream of ['stdout', 'stderr']) {
      const key = `${host}\0${stream}`;
      const open = this.#open.get(key);
      if (open) this.#outputLines(open.event, [open.text]);
      this.#open.delete(key);
    }
  }

  #output(event: Output): void {
    const key = `${event.host}\0${event.stream}`;
    const lines = ((this.#open.get(key)?.text ?? '') + event.text).split('\n');
    const rest = lines.pop() ?? '';
    if (rest.length > LONGEST) lines.push(rest);
    this.#outputLines(event, lines);
    if (rest === '' || rest.length > LONGEST) this.#open.delete(key);
    else this.#open.set(key, { event, text: rest });
  }

  /** However many, in one write. */
  #outputLines({ host, stream }: Output, lines: readonly string[]): void {
    if (lines.length === 0) return;
    const bar = stream === 'stdout' ? this.#colors.dim('│ ') : this.#colors.red('┆ ');
    const before = this.about(host, `    ${bar}`);
    const texts = lines.map((line) => line.replace(/\r$/, ''));
    const shown = printable(texts.join('\n'), this.#colors.isColorSupported);
    this.#screen.write(`${before}${shown.replaceAll('\n', `\n${before}`)}\n`);
  }

  #lines(host: string, lines: readonly string[]): void {
    for (const line of lines) if (line !== '') this.#screen.line(this.about(host, line));
  }

  /** By step: once for all hosts. By host: each its own. */
  #started(event: Started): void {
    const { bold, dim, cyan } = this.#colors;
    const number = this.#steps.get(event.step)?.number ?? event.index;
    // Steps are counted once here, not once for each host.
    const place = dim(`[${number}/${this.#steps.size}]`);
    const what = `${place} ${bold(event.title)} ${dim(event.step)}`;
    if (this.#plan.order === 'by-host') this.#lines(event.host, [what]);
    else if (!this.#headed.has(event.step)) {
      this.#headed.add(event.step);
      this.#screen.line();
      this.#screen.line(`${what} ${cyan(this.#hostList(event.step, widthOf(what)))}`);
    }
  }

  /** The step's hosts, or how many when they don't fit on the line. */
  #hostList(step: string, taken: number): string {
    const hosts = this.hosts(step);
    const list = `[${hosts.join(', ')}]`;
    const room = this.#screen.terminal.columns - taken - 1;
    return list.length <= room ? list : `[${hosts.length} hosts]`;
  }

  #phase(event: Phase): void {
    const { step, host, phase, text, attempt = 1 } = event;
    if (phase === 'action' && this.#previewed.delete(`${step}@${host}`)) return;
    const lines = phaseLines(event, this.#colors);
    if (attempt > 1 || !this.#isAlike(event)) {
      this.#lines(host, lines);
      return;
    }
    const key = `${step}\0${phase}\0${text}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    for (const line of lines) this.#screen.line(line);
  }

  /** Said once, for all the hosts of a step. By host each is somewhere else. */
  #isAlike({ step, phase }: Phase): boolean {
    return this.#plan.order === 'by-step' && this.#steps.get(step)?.alike[phase] === true;
  }

  #eventLines(event: Exclude<Drawn, { type: 'phase' | 'step-started' }>): string[] {
    const lines = eventLines(event, this.#colors);
    if (event.type !== 'step-ended' || this.#plan.order === 'by-step') return lines;
    const [first = '', ...more] = lines;
    return [`${first} ${this.#colors.dim(event.step)}`, ...more];
  }
}

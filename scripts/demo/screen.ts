/** How the demonstration looks. */
import pc from 'picocolors';

export function section(title: string): void {
  console.error(`\n${pc.bold(pc.blue(`━━ ${title}`))}`);
}

export function say(text = ''): void {
  console.error(text);
}

/** A command as one would type it. */
export function typed(command: string): void {
  console.error(`${pc.dim('$')} ${pc.bold(command)}`);
}

/** @throws Error when `holds` is false: a demonstration that proves nothing must fail */
export function proof(holds: boolean, claim: string): void {
  console.error(`  ${holds ? pc.green('✔') : pc.red('✘')} ${claim}`);
  if (!holds) throw new Error(`the demonstration failed: ${claim}`);
}

export function seconds(since: number): string {
  return pc.dim(`${((performance.now() - since) / 1000).toFixed(1)} s`);
}

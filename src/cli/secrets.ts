/** Values of a runbook's secrets: from the environment, or typed without echo. Stored nowhere. */
import type { Plan } from '../plan/model.ts';
import type { Runbook } from '../runbook/model.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import { askSecret } from './prompt.ts';
import type { Terminal } from './terminal.ts';

/**
 * The secrets that a plan's steps name; the runbook may declare others.
 * @param interactive a person may be asked
 * @throws CliError naming every variable that is missing when nobody can be asked
 */
export async function readSecrets(
  runbook: Runbook,
  plan: Pick<Plan, 'secrets'>,
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
  interactive: boolean,
): Promise<Record<string, string>> {
  const needed = runbook.secrets.filter(({ name }) => plan.secrets.includes(name));
  const missing = needed.filter((secret) => !env[secret.env]);
  if (missing.length > 0 && !interactive) {
    throw new CliError(
      EXIT.usage,
      `${runbook.name} needs secrets that are not given: ${missing.map(({ name }) => name).join(', ')}`,
      `set ${missing.map((secret) => secret.env).join(', ')}`,
    );
  }
  const values: Record<string, string> = {};
  for (const secret of needed) {
    values[secret.name] = env[secret.env] || (await typed(secret, terminal));
  }
  return values;
}

async function typed(secret: Runbook['secrets'][number], terminal: Terminal): Promise<string> {
  const label = secret.description ?? secret.name;
  for (;;) {
    const value = await askSecret(terminal, `${label}:`);
    if (value === undefined) throw new CliError(EXIT.usage, 'no answer: nothing was run');
    if (value !== '') return value;
  }
}

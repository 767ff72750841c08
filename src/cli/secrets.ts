/**
 * Values of a runbook's secrets. Stored nowhere.
 *
 * Each comes from the first of these that there is: the command given by
 * `--secret-command`, its environment variable, the command that the runbook names, a
 * person, who types it without echo.
 */
import type { Plan } from '../plan/model.ts';
import { didYouMean } from '../problem/suggest.ts';
import type { Runbook, Secret } from '../runbook/model.ts';
import { type Invocation, isInteractive, texts } from './command.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import { askSecret } from './prompt.ts';
import { secretFromCommand } from './secret-command.ts';
import type { Terminal } from './terminal.ts';

type Source =
  | { readonly kind: 'command'; readonly command: string; readonly cwd: string }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'person' };

/**
 * The secrets that a plan's steps name; the runbook may declare others.
 * @throws CliError naming all that are missing when nobody can be asked; when a command fails
 */
export async function readSecrets(
  runbook: Runbook,
  plan: Pick<Plan, 'secrets'>,
  invocation: Invocation,
): Promise<Readonly<Record<string, string>>> {
  const given = givenCommands(runbook, texts(invocation.options, 'secretCommand'));
  const sources = runbook.secrets
    .filter(({ name }) => plan.secrets.includes(name))
    .map((secret) => ({ secret, source: sourceOf(secret, given, invocation) }));
  refuseMissing(runbook, sources, isInteractive(invocation));
  const values: Record<string, string> = {};
  for (const { secret, source } of sources)
    values[secret.name] = await readSecret(secret, source, invocation);
  return values;
}

/** `name=command` → command by name. @throws CliError on anything else */
function givenCommands(runbook: Runbook, given: readonly string[]): ReadonlyMap<string, string> {
  const known = runbook.secrets.map(({ name }) => name);
  return new Map(
    given.map((text): [string, string] => {
      const [, name, command] = /^([^=]+)=(.*\S.*)$/s.exec(text) ?? [];
      if (name === undefined || command === undefined)
        throw new CliError(
          EXIT.usage,
          `--secret-command takes name=command, not "${text}"`,
          "--secret-command token='pass show web/token'",
        );
      if (!known.includes(name))
        throw new CliError(
          EXIT.usage,
          `${runbook.name} has no secret "${name}"`,
          didYouMean(name, known),
        );
      return [name, command];
    }),
  );
}

function sourceOf(
  { name, env: variable, command }: Secret,
  given: ReadonlyMap<string, string>,
  { env, cwd, root }: Invocation,
): Source {
  const own = given.get(name);
  if (own !== undefined) return { kind: 'command', command: own, cwd };
  const value = env[variable];
  if (value) return { kind: 'value', value };
  return command === undefined ? { kind: 'person' } : { kind: 'command', command, cwd: root() };
}

function refuseMissing(
  { name }: Runbook,
  sources: readonly { readonly secret: Secret; readonly source: Source }[],
  interactive: boolean,
): void {
  const missing = sources.filter(({ source }) => source.kind === 'person');
  if (interactive || missing.length === 0) return;
  throw new CliError(
    EXIT.usage,
    `${name} needs secrets that are not given: ${missing.map(({ secret }) => secret.name).join(', ')}`,
    `set ${missing.map(({ secret }) => secret.env).join(', ')}`,
  );
}

function readSecret(secret: Secret, source: Source, { terminal }: Invocation): Promise<string> {
  if (source.kind === 'value') return Promise.resolve(source.value);
  if (source.kind === 'person') return typed(secret, terminal);
  return secretFromCommand({ name: secret.name, ...source });
}

async function typed({ name, description }: Secret, terminal: Terminal): Promise<string> {
  for (;;) {
    const value = await askSecret(terminal, `${description ?? name}:`);
    if (value === undefined) throw new CliError(EXIT.usage, 'no answer: nothing was run');
    if (value !== '') return value;
  }
}

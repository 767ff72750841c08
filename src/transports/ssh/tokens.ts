/** `%h`, `%r`…, `~` and `${NAME}` of ssh_config(5), "TOKENS" and "ENVIRONMENT VARIABLES". Pure. */
import { createHash } from 'node:crypto';

export type Tokens = Readonly<Record<string, string>>;

/** A token that isn't known stays as it is written. */
export function expandTokens(text: string, tokens: Tokens): string {
  return text.replace(/%([a-zA-Z%])/g, (whole, letter: string) =>
    letter === '%' ? '%' : (tokens[letter] ?? whole),
  );
}

/** `~` and `~/…`; another user's home is not looked up. */
export function expandHome(text: string, home: string): string {
  return text.replace(/^~(?=\/|$)/, () => home);
}

/** `${NAME}`, as OpenSSH takes it in paths; a name that isn't set stays as it is written. */
export function expandEnvironment(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return text.replace(/\$\{(\w+)\}/g, (whole, name: string) => env[name] ?? whole);
}

/** `%C`: one word for a connection, as `ssh` 9 makes it. */
export function connectionHash(tokens: Tokens): string {
  const { l = '', h = '', p = '', r = '' } = tokens;
  return createHash('sha1').update(`${l}${h}${p}${r}`).digest('hex');
}

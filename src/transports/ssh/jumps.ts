/** The hosts of a `ProxyJump`. Pure. */
import { expandTokens, type Tokens } from './tokens.ts';

export interface Jump {
  readonly name: string;
  readonly user?: string;
  readonly port?: number;
}

const JUMP = /^(?:(.+)@)?(?:\[([^\]]+)\]|([^:@]+))(?::(\d+))?$/;

/** `[user@]host[:port],…`, from here to there; an `ssh://` prefix and `[::1]:22` are understood. */
export function parseJumps(text: string | undefined, tokens: Tokens = {}): Jump[] {
  if (text === undefined || text.toLowerCase() === 'none') return [];
  return text.split(',').map((part) => {
    const plain = expandTokens(part.trim().replace(/^ssh:\/\//, ''), tokens);
    const [, user, bracketed, name, port] = JUMP.exec(plain) ?? [];
    return {
      name: bracketed ?? name ?? plain,
      ...(user === undefined ? {} : { user }),
      ...(port === undefined ? {} : { port: Number(port) }),
    };
  });
}

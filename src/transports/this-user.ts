/** Who runs this, also where the system has no name for it: a container with a number for a user. */
import { homedir, userInfo } from 'node:os';

export interface ThisUser {
  /** The login's name; else `$USER`, `$LOGNAME`, or `uid 12345`. */
  readonly username: string;
  /** -1 where there are none. */
  readonly uid: number;
  /** Absolute. */
  readonly home: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** @param system asked for the login; it throws where there is none */
export function thisUser(
  env: Env = process.env,
  system: {
    readonly user: () => Pick<ThisUser, 'username' | 'uid'>;
    readonly home: () => string;
  } = {
    user: userInfo,
    home: homedir,
  },
): ThisUser {
  const named = orElse(system.user, () => nameless(env));
  const home = orElse(system.home, () => '/');
  return { username: named.username, uid: named.uid, home };
}

function nameless({ USER, LOGNAME }: Env): Pick<ThisUser, 'username' | 'uid'> {
  const uid = process.getuid?.() ?? -1;
  return { username: USER || LOGNAME || `uid ${uid}`, uid };
}

function orElse<T>(ask: () => T, otherwise: () => T): T {
  try {
    return ask();
  } catch {
    return otherwise();
  }
}

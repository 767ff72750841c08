/** Who runs this, where the system has no name for it. */
import { userInfo } from 'node:os';
import { expect, it } from 'vitest';
import { thisUser } from '../../src/transports/this-user.ts';

const NOBODY = {
  user: () => {
    throw new Error('uv_os_get_passwd returned ENOENT');
  },
  home: () => {
    throw new Error('uv_os_homedir returned ENOENT');
  },
};

it('is the login, where there is one', () => {
  expect(thisUser({ USER: 'other' }).username).toBe(userInfo().username);
});

it.each([
  [{ USER: 'ada', LOGNAME: 'bob' }, 'ada'],
  [{ USER: '', LOGNAME: 'bob' }, 'bob'],
  [{}, `uid ${process.getuid?.()}`],
])('is else what the environment says, or a number: %j', (env, username) => {
  expect(thisUser(env, NOBODY)).toEqual({ username, uid: process.getuid?.(), home: '/' });
});

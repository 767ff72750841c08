import { describe, expect, it } from 'vitest';
import { Sessions } from '../../src/executor/sessions.ts';
import type { Session } from '../../src/transports/transport.ts';

/** Sessions that know whether they were closed; `connects` counts the connections. */
function hosts(fail: (connects: number) => boolean = () => false) {
  const log: string[] = [];
  let connects = 0;
  const connect = async (host: string): Promise<Session> => {
    connects += 1;
    const name = `${host}#${connects}`;
    log.push(`connect ${name}`);
    await Promise.resolve();
    if (fail(connects)) throw new Error(`${name} is away`);
    return { close: async () => void log.push(`close ${name}`) } as Session;
  };
  return { log, connect };
}

describe('sessions', () => {
  it('who comes while a session is opened waits for the same one, prepared once', async () => {
    const { log, connect } = hosts();
    const opened = async (host: string): Promise<void> => void log.push(`prepare ${host}`);
    const sessions = new Sessions(connect, [opened]);
    const found = await Promise.all([sessions.get('a'), sessions.get('a'), sessions.get('a')]);
    expect(new Set(found).size).toBe(1);
    expect(log).toEqual(['connect a#1', 'prepare a']);
  });

  it('a failure is told to all who wait, and the next one tries anew', async () => {
    const { connect } = hosts((connects) => connects === 1);
    const sessions = new Sessions(connect);
    const both = await Promise.allSettled([sessions.get('a'), sessions.get('a')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(sessions.has('a')).toBe(false);
    await sessions.get('a');
    expect(sessions.has('a')).toBe(true);
  });

  it('one that can not be prepared is closed', async () => {
    const { log, connect } = hosts();
    const opened = async (): Promise<void> => {
      throw new Error('locked');
    };
    await expect(new Sessions(connect, [opened]).get('a')).rejects.toThrow('locked');
    expect(log).toEqual(['connect a#1', 'close a#1']);
  });

  it('a dropped one is closed, and the next is another', async () => {
    const { log, connect } = hosts();
    const sessions = new Sessions(connect);
    await sessions.get('a');
    await sessions.drop('a');
    await sessions.get('a');
    await sessions.closeAll();
    expect(log).toEqual(['connect a#1', 'close a#1', 'connect a#2', 'close a#2']);
  });

  it('one that is still being opened at the end is closed too', async () => {
    const { log, connect } = hosts();
    const sessions = new Sessions(connect);
    const opening = sessions.get('a');
    await sessions.closeAll();
    await opening;
    expect(log).toEqual(['connect a#1', 'close a#1']);
  });
});

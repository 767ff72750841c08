import { describe, expect, it } from 'vitest';
import { stanzas } from '../../src/search/stanzas.ts';

const IOS = `! made by hand
!
interface Port-channel21
 description up
!
interface Gi0/26
 channel-group 21 mode passive
!`;

const INTERFACES = `# head

auto bond1
iface bond1 inet manual
    ovs_bonds eth0 eth1
# a remark
auto bond1
iface bond1 inet6 manual`;

const shape = (text: string) =>
  stanzas(text, ['config', 'sw1']).map(({ anchor, name, line }) => [anchor, name, line]);

describe('the stanzas of a configuration', () => {
  it('of a switch', () =>
    expect(shape(IOS)).toEqual([
      ['config-sw1', '', 1],
      ['config-sw1-interface-port-channel21', 'interface Port-channel21', 3],
      ['config-sw1-interface-gi0-26', 'interface Gi0/26', 6],
    ]));

  it('of a host, by the line that names them; a name of two has a number', () =>
    expect(shape(INTERFACES)).toEqual([
      ['config-sw1', '', 1],
      ['config-sw1-auto-bond1', 'iface bond1 inet manual', 3],
      ['config-sw1-auto-bond1-2', 'iface bond1 inet6 manual', 7],
    ]));

  it('hold every line but the separators at their end', () => {
    const [, channel] = stanzas(IOS, []);
    expect(channel?.text).toBe('interface Port-channel21\n description up');
  });

  it.each(['', '\n\n'])('of nothing (%j) are none', (text) => expect(shape(text)).toEqual([]));
});

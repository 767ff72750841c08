import { expect, test } from 'vitest';
import { channelLines } from '../../../src/site/inventory/channel-lines.ts';
import { section } from '../../../src/site/section.ts';

const CONFIG = `! all
!
interface Port-channel1
 description one
!
interface Port-channel10
 description ten
!
interface GigabitEthernet0/1
 channel-group 1 mode active
!
interface GigabitEthernet0/10
 channel-group 10 mode active`;

test('a port-channel has its own lines and those of its ports, and no others', () => {
  expect(channelLines(CONFIG, '1', ['Gi0/1'], section)).toBe(
    'interface Port-channel1\n description one\n!\ninterface GigabitEthernet0/1\n channel-group 1 mode active',
  );
});

test('a configuration may say nothing of it', () => {
  expect(channelLines(CONFIG, '2', ['Te1/0/1'], section)).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import { byDevice, subjectsOf } from '../../src/views/subjects.ts';
import { site } from '../fixtures/inventories.ts';

describe('what a value is about', () => {
  it.each([
    [['hosts', 'camille', 'ssh', 'host_keys'], [{ device: 'camille' }]],
    [['hosts', 'camille', 'bonds', 'bond1', 'lacp'], [{ device: 'camille', port: 'bond1' }]],
    [
      ['switches', 'laetitia', 'ports', 'Gi0/26', 'profile'],
      [{ device: 'laetitia', port: 'Gi0/26' }],
    ],
    [['switches', 'laetitia', 'port_channels', '10'], [{ device: 'laetitia', channel: '10' }]],
    [['clusters', 'lyoko-cluster', 'nodes', 'proxima'], [{ device: 'proxima' }]],
    [['clusters', 'lyoko-cluster', 'founder'], []],
    [['reverse_proxies', 'proxmox', 'upstream'], [{ device: 'situs' }]],
    [['vlans', 'stockage'], []],
  ])('%j', (path, subjects) => expect(subjectsOf(site, path)).toEqual(subjects));

  it('is both ends of a cable', () => {
    expect(subjectsOf(site, ['cables', 0, 'a']).map(({ device }) => device)).toEqual([
      'sanizator',
      'laetitia',
    ]);
  });

  it('is what a gap is about', () => {
    const index = site.gaps.findIndex(({ path }) => path === 'hosts.camille.ports.sto.address');
    expect(subjectsOf(site, ['gaps', index, 'path'])).toEqual([{ device: 'camille', port: 'sto' }]);
  });
});

it('things are found by their devices', () => {
  const index = byDevice(site.cables, (cable) =>
    subjectsOf(site, ['cables', site.cables.indexOf(cable)]),
  );
  expect(index.get('camille')).toHaveLength(4);
  expect(index.get('laetitia')).toHaveLength(site.cables.length);
  expect(index.get('nobody')).toBeUndefined();
});

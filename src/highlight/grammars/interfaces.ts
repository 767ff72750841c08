/** `/etc/network/interfaces` of ifupdown2, with Open vSwitch's and bridges' options. */
import { ADDRESS, type Grammar, HASH_COMMENT, NUMBER } from './common.ts';

export const interfaces: Grammar = {
  name: 'interfaces',
  scopeName: 'source.interfaces',
  aliases: ['ifupdown', 'ifupdown2'],
  patterns: [
    HASH_COMMENT,
    {
      match: '^\\s*(iface)\\s+(\\S+)(?:\\s+(inet6?|inherits))?(?:\\s+(\\S+))?',
      captures: {
        1: { name: 'keyword' },
        2: { name: 'entity.name.interface' },
        3: { name: 'keyword' },
        4: { name: 'constant.language' },
      },
    },
    {
      match: '^\\s*(auto|allow-[\\w.]+|mapping|no-auto-down|no-scripts|rename)\\b(.*)$',
      captures: { 1: { name: 'keyword' }, 2: { name: 'entity.name.interface' } },
    },
    {
      match: '^\\s*(source(?:-directory)?)\\s+(.*)$',
      captures: { 1: { name: 'keyword' }, 2: { name: 'string.unquoted' } },
    },
    {
      begin: '^\\s*((?:pre-|post-)?(?:up|down))(?=\\s)',
      end: '$',
      beginCaptures: { 1: { name: 'variable.other.option' } },
      patterns: [{ include: 'source.shell' }],
    },
    {
      begin: '^\\s*([A-Za-z][\\w-]*)(?=\\s)',
      end: '$',
      beginCaptures: { 1: { name: 'variable.other.option' } },
      patterns: [{ include: '#values' }],
    },
  ],
  repository: {
    values: {
      patterns: [
        ADDRESS,
        {
          match: '([\\w:-]+)(=)([^\\s=]+)',
          captures: {
            1: { name: 'variable.other.option' },
            3: { name: 'constant.language', patterns: [NUMBER] },
          },
        },
        {
          name: 'constant.language',
          match: '\\bOVS(?:Bridge|Bond|IntPort|Port|Tunnel|PatchPort)\\b',
        },
        { name: 'constant.language', match: '\\b(?:yes|no|on|off|none|auto|manual)\\b' },
        {
          name: 'entity.name.interface',
          match: '\\b(?:eth|en[opsx]|bond|vmbr|br|ovs|wl|tap|lo)[\\w.]*\\d[\\w.]*\\b',
        },
        NUMBER,
      ],
    },
  },
};

/** Cisco IOS: configurations as `show running-config` gives them, and what is typed. */
import { ADDRESS, type Grammar, NUMBER } from './common.ts';

const PORT =
  '(?:(?:Ten|Twenty|Forty|Hundred)?GigabitEthernet|FastEthernet|Ethernet|Port-channel|Loopback|Vlan|Tunnel|Gi|Te|Fa|Po|Vl)';

export const ios: Grammar = {
  name: 'ios',
  scopeName: 'source.ios',
  aliases: ['cisco', 'cisco-ios'],
  patterns: [
    { include: '#comment' },
    { include: '#prompt' },
    { include: '#banner' },
    { include: '#line' },
  ],
  repository: {
    comment: { name: 'comment.line', match: '^\\s*!.*$' },
    /** `switch1(config-if)#`: who answers; the rest of the line is typed. */
    prompt: {
      begin: '^([\\w.-]+(?:\\([\\w-]+\\))?[#>])',
      end: '$',
      beginCaptures: { 1: { name: 'comment.line.prompt' } },
      patterns: [{ include: '#command' }],
    },
    banner: {
      name: 'string.quoted',
      begin: '^\\s*banner\\s+\\w+\\s+(\\S)',
      end: '\\1',
    },
    line: { begin: '^(?=\\s*\\S)', end: '$', patterns: [{ include: '#command' }] },
    command: {
      patterns: [
        {
          match: '\\G(\\s*(?:no\\s+)?(?:description|name|hostname|remark))\\s+(.*)$',
          captures: {
            1: { patterns: [{ include: '#negation' }, { name: 'keyword', match: '\\S+' }] },
            2: { name: 'string.unquoted' },
          },
        },
        {
          match: '\\G\\s*(no|default)\\s+([a-z][\\w-]*)',
          captures: { 1: { name: 'keyword.other.negation' }, 2: { name: 'keyword' } },
        },
        { match: '\\G\\s*(shutdown)\\b', captures: { 1: { name: 'keyword.other.negation' } } },
        { match: '\\G\\s*([a-z][\\w-]*)', captures: { 1: { name: 'keyword' } } },
        { include: '#operands' },
      ],
    },
    negation: { name: 'keyword.other.negation', match: '\\bno\\b' },
    operands: {
      patterns: [
        { name: 'entity.name.port', match: `\\b${PORT}\\s?\\d+(?:/\\d+)*(?:\\s?-\\s?\\d+)?\\b` },
        ADDRESS,
        {
          name: 'constant.language',
          match:
            '(?<![\\w-])(?:active|passive|desirable|auto|on|trunk|access|dot1q|isl|lacp|pagp|permit|deny|any|host|enable|trust|up|down|in|out)(?![\\w-])',
        },
        {
          name: 'keyword.other.negation',
          match: '(?<=\\s)(?:none|disable|disabled|remove)(?![\\w-])',
        },
        NUMBER,
        { name: 'constant.numeric', match: '(?<=[\\d],)\\d+(?:-\\d+)?' },
      ],
    },
  },
};

/** `corosync.conf`: blocks of `key: value`. */
import { ADDRESS, type Grammar, HASH_COMMENT, NUMBER } from './common.ts';

export const corosync: Grammar = {
  name: 'corosync',
  scopeName: 'source.corosync',
  patterns: [
    HASH_COMMENT,
    { match: '^\\s*([\\w-]+)\\s*(?=\\{)', captures: { 1: { name: 'keyword' } } },
    {
      begin: '^\\s*([\\w.-]+)(:)(?=\\s|$)',
      end: '$',
      beginCaptures: { 1: { name: 'variable.other.option' } },
      patterns: [
        ADDRESS,
        {
          name: 'constant.language',
          match: '(?<![\\w-])(?:yes|no|on|off|passive|active|none)(?![\\w-])',
        },
        NUMBER,
        { name: 'string.unquoted', match: '[^\\s{}]+' },
      ],
    },
  ],
  repository: {},
};

/** Proxmox's `storage.cfg`: `type: name`, then a tab, a setting and its value. */
import { ADDRESS, type Grammar, HASH_COMMENT, NUMBER } from './common.ts';

export const storage: Grammar = {
  name: 'storage-cfg',
  scopeName: 'source.storage-cfg',
  aliases: ['storage.cfg'],
  patterns: [
    HASH_COMMENT,
    {
      match: '^(\\w+)(:)\\s+(\\S+)',
      captures: { 1: { name: 'keyword' }, 3: { name: 'entity.name.storage' } },
    },
    {
      begin: '^\\s+([\\w-]+)(?=\\s|$)',
      end: '$',
      beginCaptures: { 1: { name: 'variable.other.option' } },
      patterns: [ADDRESS, NUMBER, { name: 'string.unquoted', match: '\\S+' }],
    },
  ],
  repository: {},
};

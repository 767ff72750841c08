/**
 * Identifiers that have several spellings, or punctuation of their own: each → one spelling.
 * `GigabitEthernet0/26` is `Gi0/26`, a MAC address is its twelve digits. Pure.
 */
export interface Match {
  readonly terms: readonly string[];
  readonly asked: readonly string[];
  readonly whole?: boolean;
  readonly identifier: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;

interface Spelling {
  readonly pattern: string;
  readonly read: (groups: Groups) => readonly Match[];
}

/** Long names of interface types, and the short ones that Cisco's own output uses. */
const INTERFACES: Readonly<Record<string, string>> = {
  gigabitethernet: 'gi',
  gigabit: 'gi',
  gig: 'gi',
  gi: 'gi',
  tengigabitethernet: 'te',
  tengigabit: 'te',
  ten: 'te',
  te: 'te',
  fastethernet: 'fa',
  fa: 'fa',
  ethernet: 'eth',
  twentyfivegige: 'twe',
  twe: 'twe',
  fortygigabitethernet: 'fo',
  fo: 'fo',
  hundredgige: 'hu',
  hu: 'hu',
};

const START = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const OCTET = '\\d{1,3}';
const TWO = '[0-9a-fA-F]{2}';
const FOUR = '[0-9a-fA-F]{4}';

const KINDS: readonly Spelling[] = [
  {
    pattern: `(?<fingerprint>SHA256:[A-Za-z0-9+/]{8,64}=?)`,
    read: ({ fingerprint = '' }) => {
      const [, body = ''] = fingerprint.toLowerCase().replace(/=$/, '').split(':');
      return [{ ...match([`sha256:${body}`, body, 'sha256']), asked: [`sha256:${body}`] }];
    },
  },
  {
    // MAC address, WWN, MD5 fingerprint, and the beginning of one while it is typed.
    pattern: `(?<octets>${TWO}(?:(?:[:-]${TWO}){3,}|(?::${TWO}){2,}))(?![:-]?[\\p{L}\\p{N}]{2})`,
    read: ({ octets = '' }) => {
      const digits = octets.toLowerCase().replace(/[:-]/g, '');
      return [match([digits], digits.length >= 12)];
    },
  },
  {
    pattern: `(?<words>${FOUR}(?:\\.${FOUR}){2})${END}`,
    read: ({ words = '' }) => [match([words.toLowerCase().replaceAll('.', '')], true)],
  },
  {
    pattern: `(?:naa\\.|0x)(?<wwn>[0-9a-fA-F]{16,32})${END}`,
    read: ({ wwn = '' }) => [match([wwn.toLowerCase()])],
  },
  {
    pattern: `(?<ip>${OCTET}(?:\\.${OCTET}){3})(?:/(?<length>\\d{1,2})|:(?<tcp>\\d{1,5}))?(?![.]?\\d)`,
    read: ({ ip = '', length, tcp }) => {
      if (tcp !== undefined) return [match([ip], true), match([tcp])];
      if (length === undefined) return [match([ip], true)];
      const network = `${ip}/${length}`;
      return [{ ...match([network, ip], true), asked: [network, ip] }];
    },
  },
  {
    pattern: `(?<type>${Object.keys(INTERFACES).join('|')}) ?(?<number>\\d+(?:/\\d+)+(?:\\.\\d+)?)${END}`,
    read: ({ type = '', number = '' }) => {
      const name = `${INTERFACES[type.toLowerCase()]}${number}`;
      return [match([name, number])];
    },
  },
  {
    pattern: `(?:(?<portChannel>port-?channel) ?|po|pc ?)(?<channel>\\d{1,4})${END}`,
    read: ({ portChannel, channel = '' }) => {
      const words = portChannel === undefined ? [] : ['port-channel', 'port', 'channel'];
      return [match([`po${channel}`, channel, ...words])];
    },
  },
  {
    // Said as a word and a number elsewhere.
    pattern: `(?<vlan>vlan)(?<vlanId>\\d{1,4})${END}`,
    read: ({ vlanId = '' }) => [{ ...match(['vlan']), identifier: false }, match([vlanId])],
  },
];

/** Found by all of the terms, looked for by the first. */
function match(terms: readonly string[], whole = false): Match {
  return { terms, asked: terms.slice(0, 1), whole, identifier: true };
}

/** All of them at once: a pattern, and what a match of it stands for. */
export const SPELLINGS = {
  pattern: new RegExp(
    `${START}(?:${KINDS.map(({ pattern }, index) => `(?<k${index}>${pattern})`).join('|')})`,
    'giu',
  ),
  read(found: RegExpExecArray): readonly Match[] {
    const groups = found.groups as Groups;
    const kind = KINDS.findIndex((_, index) => groups[`k${index}`] !== undefined);
    return KINDS[kind]?.read(groups) ?? [];
  },
};

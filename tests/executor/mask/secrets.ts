/** Secrets as people and generators make them, and as nobody would. */
import fc from 'fast-check';

export const SECRET = `Tr0ub4dor&3 'x' "y" $HOME`;

const SPECIAL = [
  ...`'"\\$\`!*?[]{}()<>|&;#%~^=+-_/.,: @\n\t`,
  '\\n',
  '$(id)',
  '%s',
  '%41',
  '&amp;',
  '‹',
  '…',
  'é',
  'ß',
  '日',
  '😀',
  '\u0301',
  '\u00a0',
  '\r\n',
];

const noNul = (text: string): boolean => !text.includes('\0');

/** Four characters or more, something else than blanks, nothing that a script can't hold. */
export const secretArbitrary: fc.Arbitrary<string> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc
        .array(fc.oneof(fc.constantFrom(...SPECIAL), fc.string({ minLength: 1, maxLength: 4 })), {
          minLength: 3,
          maxLength: 12,
        })
        .map((parts) => parts.join('')),
    },
    { weight: 2, arbitrary: fc.string({ minLength: 6, maxLength: 30, unit: 'grapheme' }) },
    { weight: 1, arbitrary: fc.base64String({ minLength: 8, maxLength: 64 }) },
    { weight: 1, arbitrary: fc.string({ minLength: 300, maxLength: 3000 }) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.base64String({ minLength: 64, maxLength: 64 }), { minLength: 2, maxLength: 20 })
        .map((lines) => lines.join('\n')),
    },
  )
  .filter((text) => noNul(text) && text.trim().length >= 6 && text.isWellFormed());

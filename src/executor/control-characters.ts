/**
 * Control characters in texts that come from a host or a file. A terminal that is
 * given them obeys: it moves the cursor, hides text, renames the window. Pure.
 */

/** All but line end and tab. C1 (U+0080–U+009F) are control characters in UTF-8 too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const COLOUR_OR_CONTROL = /\u001b\[[0-9;]*m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Terminal control sequences (ECMA-48 CSI and OSC). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with ESC
const SEQUENCE = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

/** Each control character as a sign for it: ESC as `␛`, CR as `␍`, U+009B as `\u009b`. */
export function showControls(text: string): string {
  return text.replace(CONTROL, sign);
}

/** As `showControls`, but colours stay: for texts that were painted here. */
export function showControlsButColours(text: string): string {
  return text.replace(COLOUR_OR_CONTROL, (found) => (found.length > 1 ? found : sign(found)));
}

/** Without control sequences: they only dress a text up. */
export function withoutSequences(text: string): string {
  return text.replace(SEQUENCE, '');
}

/** The Unicode block "Control Pictures" begins at U+2400, in the order of ASCII. */
function sign(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : `\\u${code.toString(16).padStart(4, '0')}`;
}

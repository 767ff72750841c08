/** What a block's options and durations are called. */
import type { BlockOptions } from '../runbook/model.ts';
import type { Strings } from './strings/strings.ts';

/** A duration in words: `90000` → `1 min 30 s`. The units are those of every language. */
export function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count}\u00A0${unit}`)
      .join(' ') || `${milliseconds}\u00A0ms`
  );
}

/** Options of a block that its reader must know, in the order of their weight. */
export function optionLabels(options: BlockOptions, { option }: Strings): string[] {
  const { sudo, readonly, rerun, timeoutMs, retries, everyMs, mode, owner } = options;
  const { revertMs, reboots, parallel } = options;
  return [
    sudo === true ? option.sudo : undefined,
    readonly === true ? option.readonly : undefined,
    rerun === 'safe' ? option.rerunSafe : undefined,
    revertMs === undefined ? undefined : option.revert(durationText(revertMs)),
    reboots === true ? option.reboots : undefined,
    parallel === true ? option.parallel : undefined,
    timeoutMs === undefined ? undefined : option.timeout(durationText(timeoutMs)),
    retries === undefined ? undefined : retriesText(retries, everyMs, option),
    mode === undefined ? undefined : option.mode(mode),
    owner === undefined ? undefined : option.owner(owner),
  ].filter((label) => label !== undefined);
}

function retriesText(
  retries: number,
  everyMs: number | undefined,
  option: Strings['option'],
): string {
  return everyMs === undefined
    ? option.retries(retries)
    : option.retriesEvery(retries, durationText(everyMs));
}

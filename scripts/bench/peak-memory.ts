/** Loaded before the command (`node --import`): leaves its peak resident memory, in KiB, in PEAK_REPORT. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(process.env.PEAK_REPORT ?? '/dev/null', String(process.resourceUsage().maxRSS));
});

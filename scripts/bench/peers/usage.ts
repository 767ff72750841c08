/** Loaded before a program (`node --import`): leaves what it took, as JSON, in USAGE_REPORT. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = { peakKiB: maxRSS, cpuMs: (userCPUTime + systemCPUTime) / 1000 };
  writeFileSync(process.env.USAGE_REPORT ?? '/dev/null', JSON.stringify(usage));
});

/** Started by crash.test.ts: `crash-child.ts STATE EFFECTS AT DEATH`. Dies as it is told to. */
import { carryOut, crashPlan, type Death, deadly } from './crash-plan.ts';

const [stateDir, effects, at, death] = process.argv.slice(2) as [string, string, string, Death];
const extra = at === 'action' ? `; kill -9 ${process.pid}` : '';
const rerun = async () => 'rerun' as const;
const operator = { manual: async () => undefined, confirm: async () => undefined, resolve: rerun };
const outcome = await carryOut(stateDir, crashPlan(effects, extra), operator, (journal) =>
  at === 'action' ? journal : deadly(journal, Number(at), death),
);
process.stdout.write(`${outcome.status}\n`);

/** A plan for a person: what would be sent, to whom, in order. Pure. */
import type { Plan, PlannedCommand, PlannedStep } from '../plan/model.ts';
import { placeholder } from '../plan/step-outputs.ts';
import type { Colors } from './terminal.ts';
import { duration } from './text.ts';

export interface PlanViewOptions {
  readonly colors: Colors;
  /** Show the complete quoted command lines as they are sent. */
  readonly lines: boolean;
}

/** The steps in their order; neighbours that differ only by their host are shown once. */
export function planLines(plan: Plan, view: PlanViewOptions): string[] {
  const ids = [...new Set(plan.steps.map(({ id }) => id))];
  const numberOf = ({ id }: PlannedStep): number => ids.indexOf(id) + 1;
  const steps = grouped(plan.steps).flatMap((group) =>
    stepLines(group, numberOf(group[0]), ids.length, view),
  );
  return [...invariantLines(plan, view), ...steps];
}

/** What holds before and after each changing step; hosts with the same invariants are shown once. */
function invariantLines({ invariants }: Plan, view: PlanViewOptions): string[] {
  const having = Object.entries(invariants).filter(([, commands]) => commands.length > 0);
  const groups = Map.groupBy(having, ([, commands]) => JSON.stringify(commands));
  return [...groups.values()].flatMap((group) => {
    const hosts = group.map(([host]) => host).join(', ');
    const commands = group[0]?.[1] ?? [];
    return [
      '',
      `${view.colors.bold('Before and after each changing step')} ${view.colors.cyan(`[${hosts}]`)}`,
      ...commands.flatMap((command) => commandLines('holds', command, view)),
    ];
  });
}

type Group = readonly [PlannedStep, ...PlannedStep[]];

function grouped(steps: readonly PlannedStep[]): Group[] {
  const groups: [PlannedStep, ...PlannedStep[]][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last && last[0].id === step.id && last[0].hash === step.hash) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

function stepLines(group: Group, number: number, total: number, view: PlanViewOptions): string[] {
  const { bold, dim, cyan } = view.colors;
  const [step] = group;
  const hosts = group.map(({ host }) => host).join(', ');
  return [
    '',
    `${dim(`[${number}/${total}]`)} ${bold(step.title)} ${dim(step.id)} ${cyan(`[${hosts}]`)}`,
    ...(step.check ? commandLines('check', step.check, view) : []),
    ...actionLines(step, view),
    ...(step.expect ? blockLines('expect', step.expect, view) : []),
    ...(step.verify ? commandLines('verify', step.verify, view) : []),
    ...(step.undo ? commandLines('undo', step.undo, view) : []),
    ...remarks(step).map((text) => `          ${dim(text)}`),
  ];
}

/** What happens around the commands, and what nobody knows before. */
function remarks({ needs = [], revertMs, reboots }: PlannedStep): string[] {
  const after =
    revertMs !== undefined && `after ${duration(revertMs)} the host goes back by itself`;
  return [
    ...(after ? [`${after}, unless the change is confirmed over a new connection`] : []),
    ...(reboots ? ['then waits until the host has booted anew'] : []),
    ...needs.map((ref) => `${placeholder(ref)} is unknown until run`),
  ];
}

function actionLines({ action }: PlannedStep, view: PlanViewOptions): string[] {
  switch (action.kind) {
    case 'run':
      return [
        ...commandLines('run', action.command, view),
        ...action.answers.map(
          ({ prompt, reply }) =>
            `  ${view.colors.yellow('answer'.padEnd(7))} ${prompt} => ${reply}`,
        ),
      ];
    case 'put': {
      const { path, mode, owner, sudo, content } = action.file;
      const how = [mode && `mode ${mode}`, owner, sudo && 'sudo'].filter(Boolean).join(', ');
      const head = `${path}${how ? view.colors.dim(` (${how})`) : ''}`;
      return [
        ...blockLines('put', [head], view),
        ...content
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => `          ${view.colors.green('+')} ${line}`),
        `          ${view.colors.dim('what changes in the file on the host is unknown until run')}`,
      ];
    }
    case 'manual':
      return blockLines('manual', action.items, view);
  }
}

function commandLines(role: string, command: PlannedCommand, view: PlanViewOptions): string[] {
  const text = view.lines ? [command.line] : command.script.split('\n');
  return blockLines(role, text, view);
}

/** A role, then its lines beside it. */
function blockLines(role: string, lines: readonly string[], { colors }: PlanViewOptions): string[] {
  return lines.map((line, index) => {
    const label = index === 0 ? colors.yellow(role.padEnd(7)) : ' '.repeat(7);
    return `  ${label} ${line}`.trimEnd();
  });
}

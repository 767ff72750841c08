/**
 * What a page may import: `import { Table, inventory } from '#site';`
 */

export { default as Config } from './components/Config.astro';
export { default as Diagram } from './components/Diagram.astro';
export { default as Gaps } from './components/Gaps.astro';
export { default as Observed } from './components/Observed.astro';
export { default as Problems } from './components/Problems.astro';
export { default as RunbookHeader } from './components/RunbookHeader.astro';
export { default as StepBlock } from './components/StepBlock.astro';
export { default as StepText } from './components/StepText.astro';
export { default as Table } from './components/Table.astro';
export { default as Figures } from './home/Figures.astro';
export { default as Glance } from './home/Glance.astro';
export { inventory, located } from './inventory-proxy.ts';
export { default as RunbookUses } from './runbook/RunbookUses.astro';
export { default as StepCard } from './runbook/StepCard.astro';

export { codeBlocks as default } from './src/site/code-blocks.ts';

import { defineConfig } from 'astro/config';
import { siteConfig } from './src/site/config.ts';

export default defineConfig(siteConfig(import.meta.dirname));

/** The words of the inventory's pages, in the site's language. */
import { strings } from '../data.ts';

export const WORDS = strings.inventory;

export type Kind = 'hosts' | 'switches' | 'port-channels' | 'sans';

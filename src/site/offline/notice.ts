/** What the site says when a newer one is there. */

export type SiteLocale = 'fr' | 'en';

export const NOTICES: Readonly<Record<SiteLocale, { text: string; reload: string }>> = {
  fr: { text: 'Une version plus récente de cette documentation est prête.', reload: 'Recharger' },
  en: { text: 'A newer version of this documentation is ready.', reload: 'Reload' },
};

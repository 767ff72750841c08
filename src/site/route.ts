/** What Starlight made of a page's address, before the page is rendered. */
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { menuOfPage } from './menu.ts';

export const onRequest = defineRouteMiddleware(({ locals }) => {
  const { starlightRoute } = locals;
  starlightRoute.sidebar = menuOfPage(starlightRoute.sidebar);
});

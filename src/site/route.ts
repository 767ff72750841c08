/** What a page's address stands for, before the page is rendered. */
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { menu, problems } from './data.ts';
import { routeProblems, ShownProblems } from './live/route-problems.ts';
import { menuOf, neighbours, shortMenu } from './menu.ts';

export const onRequest = defineRouteMiddleware(({ url, locals: { starlightRoute } }) => {
  const wrong = routeProblems(problems, url.pathname);
  if (wrong.length > 0) throw new ShownProblems(wrong);
  const whole = menuOf(menu, url.pathname);
  starlightRoute.pagination = neighbours(whole, starlightRoute.entry.data);
  starlightRoute.sidebar = shortMenu(whole);
});

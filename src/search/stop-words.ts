/** Words that say nothing: left out of a query that has others. Without accents. */
const FRENCH =
  'au aux avec ce ces cette comment dans de des du elle en entre est et eux faire faut il ils je la le les leur lui ma mais me mes mon ne nos notre nous ou par pas pour qu que quel quelle qui sa sans se ses son sont sur ta te tes ton tu un une vers vos votre vous y a jusqu lorsqu puisqu quoiqu';
const ENGLISH =
  'a an and are as at be by do does for from how if in into is it its not of or that the then there these this to was what when where which who why will with you your';

/** What addresses begin with. */
const SCHEMES = 'http https ftp';

export const STOP_WORDS: ReadonlySet<string> = new Set(
  `${FRENCH} ${ENGLISH} ${SCHEMES}`.split(' '),
);

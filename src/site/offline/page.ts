/** One page of the built site, made readable from anywhere; what it links to and what it runs. Pure. */
import type { PagePlace } from './addresses.ts';
import { applyEdits, type Edit, readTag, type SiteLink } from './rewrite.ts';
import { relativeUrls } from './styles.ts';
import { attribute, type Tag, tags } from './tags.ts';

/** A script of the page that runs once the page is read: a file of the site, or its text. */
export type ModuleScript = { readonly file: string } | { readonly text: string };

export interface ReadPage {
  readonly links: readonly SiteLink[];
  readonly anchors: ReadonlySet<string>;
  /** In the order of the page. */
  readonly modules: readonly ModuleScript[];
  /** Texts of the scripts that stay in the page. */
  readonly inline: readonly string[];
  /** The page as it should be, but for what is put in its head. */
  finish(head: PageHead): string;
}

export interface PageHead {
  /** The file that holds all modules of the page; none when it has none. */
  readonly script: string | undefined;
  /** The page's content security policy. */
  readonly policy: string;
}

/** Reads a page and prepares its new text. */
export function readPage(html: string, page: PagePlace, files: ReadonlySet<string>): ReadPage {
  const findings = { edits: [] as Edit[], links: [] as SiteLink[], anchors: new Set<string>() };
  const modules: ModuleScript[] = [];
  const inline: string[] = [];
  let headAt = 0;
  for (const tag of tags(html)) {
    if (tag.name === 'html') findings.edits.push(insert(tag.end - 1, ` data-root="${page.root}"`));
    // After the declaration of the encoding, which must be among the first bytes.
    if (tag.name === 'head' || (tag.name === 'meta' && attribute(tag, 'charset') !== undefined)) {
      headAt = tag.end;
    }
    if (tag.name === 'style') findings.edits.push(relativeStyle(tag, page));
    if (tag.name !== 'script') readTag(tag, page, files, findings);
    else if (isModule(tag)) {
      modules.push(moduleOf(tag));
      findings.edits.push({ start: tag.start, end: tag.end, text: '' });
    } else {
      readTag(tag, page, files, findings);
      if (isInline(tag)) inline.push(tag.content ?? '');
    }
  }
  const { links, anchors, edits } = findings;
  return {
    links,
    anchors,
    modules,
    inline,
    finish: (head) => applyEdits(html, [...edits, insert(headAt, headTags(head, page))]),
  };
}

function insert(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

function headTags({ script, policy }: PageHead, page: PagePlace): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  // A disk gives no module: browsers load those over http only.
  return script === undefined
    ? meta
    : `${meta}<script defer src="${page.root}/${script}"></script>`;
}

function relativeStyle(tag: Tag, page: PagePlace): Edit {
  const content = tag.content ?? '';
  const start = tag.end - content.length - '</style>'.length;
  return { start, end: start + content.length, text: relativeUrls(content, page.root) };
}

function isModule(tag: Tag): boolean {
  return attribute(tag, 'type') === 'module';
}

/** Runs as it stands: data (`application/json`) doesn't. */
function isInline(tag: Tag): boolean {
  return (
    attribute(tag, 'src') === undefined &&
    /^(?:|text\/javascript)$/.test(attribute(tag, 'type') ?? '')
  );
}

function moduleOf(tag: Tag): ModuleScript {
  const source = attribute(tag, 'src');
  return source === undefined ? { text: tag.content ?? '' } : { file: source.replace(/^\//, '') };
}

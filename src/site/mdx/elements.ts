/** Nodes of a page's tree. Pure. */
import type { MdxJsxFlowElement } from 'satteri';

export type JsxAttribute = MdxJsxFlowElement['attributes'][number];
type Children = MdxJsxFlowElement['children'];

/** `<name a="b">children</name>`, on lines of its own. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: Children = [],
): MdxJsxFlowElement {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      type: 'mdxJsxAttribute',
      name: key,
      value,
    })),
    children,
  };
}

/** A fence; with a title it looks like a file. `anchors`: prefix of those that its stanzas get. */
export function code({
  text,
  lang,
  title,
  anchors,
}: {
  text: string;
  lang: string;
  title?: string;
  anchors?: string;
}): Children[number] {
  const meta =
    title === undefined ? 'frame="none"' : `frame="code" title="${title.replaceAll('"', "'")}"`;
  const found = anchors === undefined ? '' : ` anchors="${anchors}"`;
  return { type: 'code', lang, meta: meta + found, value: text };
}

/** The attributes when all are plain texts; undefined when one is an expression. */
export function literals(
  attributes: readonly JsxAttribute[],
): Readonly<Record<string, string>> | undefined {
  const entries = attributes.flatMap((attribute): [string, string][] =>
    attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string'
      ? [[attribute.name, attribute.value]]
      : [],
  );
  return entries.length === attributes.length ? Object.fromEntries(entries) : undefined;
}

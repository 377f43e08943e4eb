import { z } from 'zod';

/** What a page says about itself for search engines (schema.org, as JSON-LD). */
export interface PageData {
  readonly headline: string | null;
  readonly description: string | null;
  readonly published: string | null;
  readonly url: string | null;
  readonly language: string | null;
  /** Answers are HTML. */
  readonly questions: readonly { readonly question: string; readonly answer: string }[];
}

/** More than any page has: what is deeper or further is passed over. */
const MAX_NODES = 20_000;

const record = z.record(z.string(), z.unknown());
const line = z.string().transform((text) => text.replace(/\s+/gu, ' ').trim());

export function readJsonLd(texts: readonly string[]): PageData {
  const nodes = texts.flatMap((text) => nodesIn(parsed(text)));
  const articles = nodes.filter((node) =>
    typeNames(node).some((name) =>
      /(?:Article|BlogPosting|NewsArticle|TechArticle|WebPage|FAQPage)$/.test(name),
    ),
  );
  const first = (key: string, from: readonly Node[] = articles): string | null => {
    const [value] = from.flatMap((node) => textsOf(node[key]));
    return value === undefined || value === '' ? null : value;
  };
  const own = articles.filter((node) =>
    typeNames(node).some((name) => /(?:Article|BlogPosting)$/.test(name)),
  );
  return {
    headline: first('headline', own) ?? first('name', own),
    description: first('description'),
    published: first('datePublished'),
    url: first('url') ?? first('mainEntityOfPage'),
    language: first('inLanguage'),
    questions: nodes
      .filter((node) => typeNames(node).includes('Question'))
      .flatMap((node) => {
        const [question] = [...textsOf(node['name']), ...textsOf(node['text'])];
        const [answer] = [node['acceptedAnswer'], node['suggestedAnswer']].flatMap(answersIn);
        return question === undefined || answer === undefined ? [] : [{ question, answer }];
      }),
  };
}

type Node = z.infer<typeof record>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*(?:<!--|\/\/ ?<!\[CDATA\[)|(?:-->|\/\/ ?\]\]>)\s*$/g, ''));
  } catch {
    // Many pages have broken data: their text is there all the same.
    return null;
  }
}

/** All objects in it, without recursion. */
function nodesIn(value: unknown): readonly Node[] {
  const nodes: Node[] = [];
  const open: unknown[] = [value];
  for (let seen = 0; open.length > 0 && seen < MAX_NODES; seen += 1) {
    const next = open.shift();
    if (Array.isArray(next)) {
      const items: readonly unknown[] = next;
      open.push(...items.slice(0, MAX_NODES));
      continue;
    }
    const { success, data } = record.safeParse(next);
    if (!success) continue;
    nodes.push(data);
    open.push(...Object.values(data).filter((inner) => typeof inner === 'object' && inner !== null));
  }
  return nodes;
}

function typeNames(node: Node): readonly string[] {
  return textsOf(node['@type']);
}

function textsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    const { success, data } = line.safeParse(item);
    return success ? [data] : [];
  });
}

function answersIn(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    const { success, data } = record.safeParse(item);
    return success ? textsOf(data['text']) : [];
  });
}

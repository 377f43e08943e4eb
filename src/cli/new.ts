import { adviceOnSlug } from '../content/names.ts';
import { UsageError } from './usage.ts';
import { adviceOnWriting, writePackFile } from './write-pack-file.ts';

export interface NewRequest {
  readonly slug: string;
  readonly directory: string;
  readonly out: (line: string) => void;
  readonly reservedNames: readonly string[];
}

/** Writes a pack to begin with, in English. Overwrites nothing. Resolves with the exit code; rejects where it can't be written. */
export async function runNew({ slug, directory, out, reservedNames }: NewRequest): Promise<number> {
  const advice = adviceOnSlug(slug, reservedNames);
  if (advice !== null) {
    throw new UsageError(
      `"${slug}" makes no command. ${advice.replace('Rename this folder', 'Choose another name')}`,
    );
  }
  const file = `${directory}/${slug}/en.md`;
  const done = await writePackFile(file, packText(slug), { overwrite: false });
  switch (done.kind) {
    case 'written':
      out(`${file} is written. Put your article in its place, then:`);
      out(`  footnote check ${directory}`);
      out(`  footnote ask "what is this pack for" --content ${directory}`);
      out(`  footnote start --content ${directory}`);
      return 0;
    case 'exists':
      out(`${file} is there already: nothing was written. Choose another name, or edit that file.`);
      return 1;
    case 'no room':
    case 'unwritable':
      throw new Error(adviceOnWriting(file, done));
  }
}

function packText(slug: string): string {
  return `---
# The pack's own title, and the title of the article that it is made from.
title: 'About ${slug}'
source: 'The article behind ${slug}'
# Where the article is, and when it was published. Take the "#" away and fill them in, or leave them out.
# url: https://example.org/${slug}
# published: 2025-01-31
---

<!-- What stands up to the first "##" is "/${slug} summary": a paragraph or two that sum the article up. -->

This pack shows how an article is written down so that a bot can answer from it. Replace each of its texts by your own.

## Highlights

<!-- "/${slug} highlights": the main points, a sentence each. Each can be an answer. -->

- A pack answers from what its article says, and shows where the article says so.
- What the article doesn't tell is listed, so that nobody gets a guess.

## Sections

<!-- Every other "##" heading is a section of the article, with its paragraphs, lists and links. -->

A section is a part of the article under a heading of its own. Each of its paragraphs can be found and cited.

Write sections in the article's order, and keep its words where you can: readers are shown them as the answer.

## Wordings

Other wordings of a question are what makes the bot find it: the more there are, and the less alike they are, the better.

## FAQ

<!-- A question behind "###", its answer below it, the section that says so behind "See:", and other ways to ask. -->

### What is this pack for?

It is an example to begin with: replace its texts by those of your article.

See: Sections

Also asked:

- purpose of this example
- why is there an example pack
- do I keep these texts

### Why should I write other wordings?

Readers rarely ask in the words of the author. Each wording is one more way to be understood.

See: Wordings

Also asked:

- what does also asked mean
- how many wordings does a question need
- nobody finds my question

## Not covered

<!-- What readers ask and the article doesn't tell: each line fits behind "The article doesn't say …". -->

- what a bot costs to run
  - price of hosting
- who wrote the article
`;
}

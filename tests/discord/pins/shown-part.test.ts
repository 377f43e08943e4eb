import { describe, expect, it } from 'vitest';
import { shownPart } from '../../../src/discord/pins/shown-part.ts';
import { button, buttonRows } from '../../../src/discord/render/message.ts';
import { partMessage, partsOf } from '../../../src/discord/render/part.ts';
import { voteButtons } from '../../../src/discord/votes.ts';
import { passagesOf } from '../../../src/content/pack.ts';
import { textsFor } from '../../../src/texts/texts.ts';
import { fair, packOf } from '../../fixtures/fair.ts';

const en = textsFor('en-US');

const tricky = packOf(
  `---
title: A *starred* title
source: S
---
The summary.

## Highlights
- Only one.

## Twice
The same words.

## FAQ
### Twice
The same words.

### What is snake_case?
A way to write names.
`,
  'en',
  'tricky',
);
const library = [...fair, tricky];
const shown = (body: ReturnType<typeof partMessage>) => ({
  content: '',
  embeds: body?.embeds ?? [],
  components: body?.components ?? [],
});

describe('which part a message shows', () => {
  it('is told of each, by what it says', () => {
    for (const pack of library) {
      const texts = textsFor(pack.locale);
      for (const part of partsOf(pack)) {
        const body = partMessage(pack, part, { texts });
        const found = shownPart(shown(body), library, en);
        if (found === null) throw new Error(`Nothing was found for ${pack.slug} ${pack.locale} ${part}.`);
        // Parts that say the same under the same title stand for each other.
        const again = partMessage(found.pack, found.part, { texts });
        expect([found.pack, again?.embeds]).toEqual([pack, body?.embeds]);
      }
    }
  });

  it('is told exactly where there are buttons for votes', () => {
    for (const pack of library) {
      for (const passage of passagesOf(pack)) {
        const further = voteButtons({ pack, passage }, null, en);
        const body = partMessage(pack, passage.id, { texts: en, further });
        expect(shownPart(shown(body), library, en)).toEqual({ pack, part: passage.id });
      }
    }
  });

  it('is none where moderators’ own words stand under a title of the article’s', () => {
    const [pack] = fair;
    const [passage] = pack?.faq ?? [];
    if (pack === undefined || passage === undefined) throw new Error('no passage');
    const { embeds } = shown(partMessage(pack, passage.id, { texts: en }));
    const rows = buttonRows([button('Helpful', 'vote:up:@server:en:entry/x1:')]);
    const own = { content: '', embeds: [{ ...embeds[0], description: 'Ours.' }], components: [...rows] };
    expect(shownPart(own, library, en)).toBeNull();
  });

  it('is none where the article no longer has it', () => {
    const body = partMessage(tricky, 'summary', { texts: en });
    expect(shownPart(shown(body), fair, en)).toBeNull();
  });
});

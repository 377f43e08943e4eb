import type { APIMessage, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { passagesOf, type Library, type Passage } from '../../src/content/pack.ts';
import { passageByKey } from '../../src/discord/passage-key.ts';
import { controlsOf, idOf } from '../../src/discord/pins/controls.ts';
import type { InteractionOutcome } from '../../src/metrics/metrics.ts';

/** What the bot said to one message, as people see it. */
export type Said =
  | { readonly kind: 'silence' }
  /** Passages by their ids in the English pack. */
  | { readonly kind: 'answer'; readonly passages: readonly string[] }
  /** "Did you mean": whoever asked may choose. */
  | { readonly kind: 'offer'; readonly passages: readonly string[] }
  | { readonly kind: 'does not say' }
  | { readonly kind: 'small talk' }
  /** To slow down, to try again, or an apology. */
  | { readonly kind: 'refusal' };

/** What was counted while it was answered. */
export interface Counted {
  /** How many questions were asked of the articles. */
  readonly questions: number;
  readonly outcomes: readonly InteractionOutcome[];
}

/**
 * @param press shows the asker what waits behind the button with that custom id
 */
export async function readSaid(
  posted: readonly APIMessage[],
  counted: Counted,
  {
    library,
    press,
  }: {
    readonly library: Library;
    readonly press: (
      message: APIMessage,
      customId: string,
    ) => Promise<readonly APIMessageTopLevelComponent[]>;
  },
): Promise<Said> {
  const [message, ...others] = posted;
  if (message === undefined) return { kind: 'silence' };
  if (others.length > 0) throw new Error('The bot said several things to one message.');
  if (counted.outcomes.some((outcome) => outcome !== 'replied')) return { kind: 'refusal' };
  const { components = [] } = message;
  const answered = passagesIn(components, 'vote', 'down', library);
  if (answered.length > 0) return { kind: 'answer', passages: answered };
  const hidden = controlsOf(components).find((one) => {
    const id = idOf(one);
    return id?.owner === 'ask' && id.handler === 'show';
  });
  const shown =
    hidden === undefined || !('custom_id' in hidden) ? components : await press(message, hidden.custom_id);
  const offered = passagesIn(shown, 'ask', 'pick', library);
  if (offered.length > 0) return { kind: 'offer', passages: offered };
  return { kind: counted.questions > 0 ? 'does not say' : 'small talk' };
}

/** Those that buttons of that kind stand for; they carry the article, the language and the passage last but one. */
function passagesIn(
  components: readonly APIMessageTopLevelComponent[],
  owner: 'vote' | 'ask',
  handler: 'down' | 'pick',
  library: Library,
): readonly string[] {
  return controlsOf(components).flatMap((control) => {
    const id = idOf(control);
    if (id?.owner !== owner || id.handler !== handler) return [];
    const [slug = '', locale = '', key = ''] = owner === 'vote' ? id.args : id.args.slice(1);
    const found = passageByKey(library, { slug, locale, key });
    return found === null ? [] : [englishId(found.id, locale, library)];
  });
}

/** The same passage's in English: packs of one article have the same parts in the same order. */
function englishId(id: string, locale: string, library: Library): string {
  const passages = passagesOfLanguage(library, locale);
  const english = passagesOfLanguage(library, 'en');
  if (passages.length !== english.length)
    throw new Error(`The article in "${locale}" has other parts than the English one.`);
  return english[passages.findIndex((one) => one.id === id)]?.id ?? id;
}

function passagesOfLanguage(library: Library, wanted: string): readonly Passage[] {
  const pack = library.find(({ locale }) => locale === wanted);
  return pack === undefined ? [] : passagesOf(pack);
}

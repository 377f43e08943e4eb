import { ComponentType, type APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { Answers } from '../../answers/answers.ts';
import { packIn } from '../../content/pack.ts';
import type { LivingPin } from '../../store/pin-store.ts';
import { textsFor } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { RELATED } from '../reader.ts';
import { goneMessage, partMessage, READER } from '../render/part.ts';
import { controlsOf, idOf } from './controls.ts';
import type { VisibleMessage } from './same-message.ts';
import { unescaped } from '../../markdown/discord.ts';

/** What a living pin is to show now; null where there is no such article any more: then it stays as it stands. */
export async function pinMessage(
  answers: Answers,
  pin: Pick<LivingPin, 'slug' | 'locale' | 'part'>,
  standing: VisibleMessage | null,
): Promise<{ readonly body: MessageBody; readonly version: string } | null> {
  const { part } = pin;
  const pack = packIn(answers.library, pin.slug, pin.locale);
  if (pack === null) return null;
  const texts = textsFor(pin.locale);
  const found = answers.passage({ slug: pack.slug, locale: pack.locale, id: part });
  const related = found === null ? [] : await answers.related(found, RELATED);
  const body = partMessage(pack, part, {
    texts,
    related,
    further: othersButtons(standing),
    // Such as the line that says which question it answers.
    ...(standing === null || standing.content === '' ? {} : { content: standing.content }),
  });
  if (body === null) {
    const title = standing?.embeds[0]?.title;
    const called = title === undefined ? pack.title : unescaped(title);
    return { body: goneMessage(pack, part, called, texts), version: pack.version };
  }
  return { body, version: pack.version };
}

/** The buttons that somebody else put under it, such as for votes: they stay. */
function othersButtons(standing: VisibleMessage | null): readonly APIButtonComponentWithCustomId[] {
  return controlsOf(standing?.components ?? []).flatMap((control) =>
    control.type === ComponentType.Button && 'custom_id' in control && idOf(control)?.owner !== READER
      ? [control]
      : [],
  );
}

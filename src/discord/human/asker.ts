import type { Handler, Reply } from '../command.ts';
import { customId } from '../custom-id.ts';
import { askerMessage, confirmMessage, toldLaterMessage } from '../render/human.ts';
import { button } from '../render/message.ts';
import { reply } from '../reply.ts';
import { UserError } from '../user-error.ts';
import { alertFor, askedIn, saidOfFull, type AskerRequest } from './asked-questions.ts';
import { bringQuestion, type Became } from './bring-question.ts';
import { ASKED, HUMAN } from './next-steps.ts';

/** What the asker's buttons do: nothing goes to a human before they have seen what is sent, and where. */
export const askerHandlers: Readonly<Record<string, Handler<AskerRequest>>> = {
  ask: { carries: ASKED, handle: confirm },
  send: { carries: ASKED, handle: send },
  leave: { carries: [], handle: ({ texts }) => reply.update(texts.human.left) },
  tell: { carries: ASKED, handle: tell },
  forget: { carries: ASKED, handle: forget },
};

/** From the store itself, which throws where it is away: what the request carries may be the defaults then. */
async function helpersChannel({ store, serverId }: AskerRequest): Promise<string> {
  const { settings } = await store.servers.read(serverId);
  if (settings.helpersChannel === null) {
    throw new UserError('no-helpers', (texts) => texts.human.noHelpers);
  }
  return settings.helpersChannel;
}

async function confirm(request: AskerRequest): Promise<Reply> {
  const { questions, byMessage } = await askedIn(request);
  return reply.private(
    confirmMessage(
      questions.map(({ text }) => text),
      {
        texts: request.texts,
        channel: `<#${await helpersChannel(request)}>`,
        byMessage,
        ids: { send: customId(HUMAN, 'send', ...request.args), leave: customId(HUMAN, 'leave') },
      },
    ),
  );
}

/** Each question goes by itself, so that each is answered, and taught, by itself. */
async function send(request: AskerRequest): Promise<Reply> {
  const { human } = request.texts;
  const asked = await askedIn(request);
  const channelId = await helpersChannel(request);
  const became: (Became & { readonly question: string })[] = [];
  for (const question of asked.questions) {
    // oxlint-disable-next-line no-await-in-loop -- each counts against what a member may bring
    const one = await bringQuestion(request, channelId, asked, question).catch((error: unknown) => {
      // Those before it are on their way.
      if (!(error instanceof UserError) || !became.some(({ isSent }) => isSent)) throw error;
      return { said: error.text(request.texts), isSent: false, mayTell: true };
    });
    became.push({ ...one, question: question.text });
  }
  const where = asked.byMessage ? human.answerPrivately : human.answerHere;
  return reply.update(
    askerMessage(
      became,
      became.some(({ isSent }) => isSent) ? where : null,
      became.some(({ mayTell }) => mayTell) ? [asked.tellButton()] : [],
    ),
  );
}

async function tell(request: AskerRequest): Promise<Reply> {
  const { store, serverId, texts } = request;
  const { human } = texts;
  const asked = await askedIn(request);
  const alerts = asked.questions.map((question) => alertFor(request, asked, question));
  const became = await store.alerts.ensure(serverId, alerts);
  switch (became) {
    // Whoever presses twice wants it, not its opposite.
    case 'added':
    case 'standing':
      return reply.private(
        toldLaterMessage(
          asked.questions.map(({ text }) => text),
          human.told(alerts.length),
          button(human.dontTell, customId(HUMAN, 'forget', ...request.args)),
        ),
      );
    case 'member-full':
    case 'server-full':
      return reply.private(saidOfFull(became, texts));
  }
}

async function forget(request: AskerRequest): Promise<Reply> {
  const { store, serverId, texts } = request;
  const { questions, member } = await askedIn(request);
  await store.alerts.takeBack(
    serverId,
    questions.map(({ handle }) => ({ member, question: handle })),
  );
  return reply.update(texts.human.toldNoMore);
}

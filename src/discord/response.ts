import { InteractionResponseType, MessageFlags, type APIInteractionResponse } from 'discord-api-types/v10';
import type { MessageBody, Responder } from './api.ts';
import { isRefusal } from './refusal.ts';
import { jsonOf } from './attachments.ts';
import type { Reply } from './command.ts';
import type { Task } from './route.ts';
import { TooOld } from './sending.ts';

/** A reply as the first response to its interaction. */
export function responseOf(reply: Reply): APIInteractionResponse {
  switch (reply.kind) {
    case 'message':
      return {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { ...jsonOf(reply.body), ...(reply.private ? { flags: MessageFlags.Ephemeral } : {}) },
      };
    case 'update':
      return { type: InteractionResponseType.UpdateMessage, data: wholeBody(reply.body) };
    case 'remove':
      // The message goes by a request of its own: see `sendDeferred`.
      return deferral('silently');
    case 'modal':
      return { type: InteractionResponseType.Modal, data: reply.modal };
  }
}

/** In an edit, what is left out would stay as it was: here it goes. */
export function wholeBody(body: MessageBody): ReturnType<typeof jsonOf> {
  return { content: '', embeds: [], components: [], attachments: [], ...jsonOf(body) };
}

export function deferral(defer: Exclude<Task['defer'], 'never'>): APIInteractionResponse {
  switch (defer) {
    case 'silently':
      return { type: InteractionResponseType.DeferredMessageUpdate };
    case 'publicly':
      return { type: InteractionResponseType.DeferredChannelMessageWithSource };
    case 'privately':
      return {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: { flags: MessageFlags.Ephemeral },
      };
  }
}

/** Sends a reply after a deferral. */
export async function sendDeferred(reply: Reply, responder: Responder, defer: Task['defer']): Promise<void> {
  if (reply.kind === 'modal') throw new Error('A modal can only be the first response.');
  if (reply.kind === 'update') return responder.editOriginal(reply.body);
  if (reply.kind === 'remove') {
    await removeOriginal(responder);
    return responder.followUp(reply.body, { private: true });
  }
  const { body, private: privately } = reply;
  if (defer === (privately ? 'privately' : 'publicly')) return responder.editOriginal(body);
  // A deferral can't change who sees it, and the first follow-up would take its place: it has to go first.
  if (defer !== 'silently') await removeOriginal(responder);
  return responder.followUp(body, { private: privately });
}

async function removeOriginal(responder: Responder): Promise<void> {
  try {
    await responder.deleteOriginal();
  } catch (error) {
    // Somebody took it away already.
    if (!isRefusal(error, 'unknownMessage')) throw error;
  }
}

/** Too late, or answered already: nothing more can be said, so nothing is tried again. */
export function isGone(error: unknown): boolean {
  return error instanceof TooOld || OVER.some((code) => isRefusal(error, code));
}

const OVER = ['unknownInteraction', 'alreadyAcknowledged', 'unknownWebhook', 'invalidWebhookToken'] as const;

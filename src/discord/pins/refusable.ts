import { DiscordRefusal, FORBIDDEN } from '../refusal.ts';
import { UserError } from '../user-error.ts';

/** Permissions may have changed since the interaction was sent: Discord's own refusal has a text too. */
export async function refusable<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DiscordRefusal && error.status === FORBIDDEN) {
      throw new UserError('refused', (texts) => texts.pin.refused);
    }
    throw error;
  }
}

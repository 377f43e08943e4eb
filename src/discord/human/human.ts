import type { ComponentOwner } from '../command.ts';
import { inServers } from '../kit.ts';
import { askerHandlers } from './asker.ts';
import { helpersForms, helpersHandlers } from './helpers.ts';
import { HUMAN } from './next-steps.ts';

/** What leads from no answer to a human, and to being told: for members of servers that have added the bot. */
export const human: ComponentOwner = inServers().owner({
  name: HUMAN,
  components: { ...askerHandlers, ...helpersHandlers },
  modals: helpersForms,
});

import { ConfigError } from '../config.ts';
import { GatewayRefusal } from '../transports/gateway-refusal.ts';
import { UsageError } from './usage.ts';

/**
 * What the program ends with where it fails: 2 called wrongly, so that trying again as it is set up changes nothing and who
 * keeps it running need not (packaging/footnote.service); 1 otherwise.
 */
export function exitCodeOf(error: unknown): 1 | 2 {
  const isCalledWrongly =
    error instanceof UsageError || error instanceof ConfigError || error instanceof GatewayRefusal;
  return isCalledWrongly ? 2 : 1;
}

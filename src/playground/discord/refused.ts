/** What Discord answers instead: an HTTP status and a JSON error code. */
export class Refused extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, code: number, message: string, errors?: unknown) {
    super(message);
    this.status = status;
    this.body = { code, message, ...(errors === undefined ? {} : { errors }) };
  }
}

/** Refuses a body that breaks Discord's contract. */
export function invalidBody(violations: readonly string[]): Refused {
  return new Refused(400, 50035, 'Invalid Form Body', {
    body: { _errors: violations.map((message) => ({ code: 'BAD', message })) },
  });
}

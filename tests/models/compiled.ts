/** As it is shipped: `npm test` compiles it first. */
export const COMPILED = new URL('../../dist/src/models/', import.meta.url);

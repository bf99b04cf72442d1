/** Ends a switch that must cover every case; the compiler refuses it when one is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}

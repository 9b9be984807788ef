/** The names of the required and of the optional parameters of a method, each in order. */
export type ParameterNames = readonly [required: readonly string[], optional: readonly string[]]

/** `wait_for_idle` as `waitForIdle`. */
export type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Next}${infer Tail}`
  ? `${Head}${Uppercase<Next>}${CamelCase<Tail>}`
  : Name

/** `wait_for_idle` as `waitForIdle`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

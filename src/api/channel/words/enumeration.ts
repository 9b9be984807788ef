/** A member of an enumeration: its own name with that of the enumeration, so that members of two never are equal. */
export type Member<Name extends string, Key extends string> = `${Name}.${Key}`

/** The members of an enumeration, by their names. */
export type Enumeration<Name extends string, Key extends string> = { readonly [K in Key]: Member<Name, K> }

/** An enumeration of the contract: `enumeration('State', 'IDLE')` is `{ IDLE: 'State.IDLE' }`, frozen. */
export function enumeration<const Name extends string, const Key extends string>(
  name: Name,
  ...keys: readonly Key[]
): Enumeration<Name, Key> {
  const members = Object.fromEntries(keys.map(key => [key, `${name}.${key}`]))
  // The keys are those of the type, each with its own member.
  return Object.freeze(members) as Enumeration<Name, Key>
}

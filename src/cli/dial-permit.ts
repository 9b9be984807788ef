import { InvalidArgumentError } from 'commander'

/** Kinds of numbers that are dialled only for who names them. */
export const permits = ['emergency', 'premium', 'satellite'] as const
export type DialPermit = (typeof permits)[number]

/** Reads the name of a kind. @throws InvalidArgumentError */
export function permit(text: string): DialPermit {
  const named = permits.find(one => one === text)
  if (!named) throw new InvalidArgumentError(`Allowed choices are ${permits.join(', ')}.`)
  return named
}

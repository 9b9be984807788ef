import type { DoctorFacts } from './doctor-facts.ts'

/** What a check came to. */
export type CheckResult =
  /** Nothing is wrong; `says` is what was seen, for people. */
  | { readonly kind: 'ok'; readonly says?: string }
  /** A fault stands in the way of calls or their sound; a hint does not, or not always. */
  | {
      readonly kind: 'found'
      readonly severity: 'fault' | 'hint'
      /** The cause, in words, with the names and numbers of this machine. */
      readonly what: string
      readonly remedy: string
    }
  /** It could not be looked at, or does not apply. */
  | { readonly kind: 'skipped'; readonly why: string }

/** One thing that can be wrong, and how the facts tell that it is. */
export interface Check {
  /** A stable name for programs. */
  readonly id: string
  /** What is right when nothing is wrong. */
  readonly title: string
  run(facts: DoctorFacts): CheckResult
}

export function ok(says?: string): CheckResult {
  return says === undefined ? { kind: 'ok' } : { kind: 'ok', says }
}

export function fault(what: string, remedy: string): CheckResult {
  return { kind: 'found', severity: 'fault', what, remedy }
}

export function hint(what: string, remedy: string): CheckResult {
  return { kind: 'found', severity: 'hint', what, remedy }
}

export function skipped(why: string): CheckResult {
  return { kind: 'skipped', why }
}

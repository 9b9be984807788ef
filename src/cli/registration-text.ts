import type { Message } from '../index.ts'

type Registration = Extract<Message, { kind: 'registration' }>

/** 27.007 7.2 `<stat>`. */
const states: Readonly<Record<number, string>> = {
  0: 'not registered',
  1: 'registered at home',
  2: 'searching',
  3: 'registration denied',
  4: 'unknown',
  5: 'registered, roaming',
  6: 'registered for SMS only',
  7: 'registered for SMS only, roaming',
  8: 'emergency calls only',
  9: 'registered, CSFB not preferred',
  10: 'registered, roaming, CSFB not preferred',
  11: 'emergency calls only',
}

/** 27.007 7.2 `<AcT>`. */
const technologies: Readonly<Record<number, string>> = {
  0: 'GSM',
  1: 'GSM',
  2: 'UMTS',
  3: 'GSM with EGPRS',
  4: 'UMTS with HSDPA',
  5: 'UMTS with HSUPA',
  6: 'UMTS with HSPA',
  7: 'LTE',
  11: 'NR',
  12: 'NG-RAN',
  13: 'LTE and NR',
}

/** A registration in words: `registered at home, LTE, cell 80D413D`. */
export function registrationText({ stat, technology, cell }: Registration): string {
  const parts = [states[stat] ?? `state ${stat}`]
  if (technology !== null) parts.push(technologies[technology] ?? `technology ${technology}`)
  if (cell !== null) parts.push(`cell ${cell}`)
  return parts.join(', ')
}

import { type CountryTones, hz, informationTone, tone } from './tone.ts'

const ringing = hz(440, 480)
const low = hz(480, 620)
const dialling = hz(350, 440)
const etsi = hz(425)

/** Call-progress tones of networks of the Americas. */
export const americas: readonly CountryTones[] = [
  {
    code: 'ar',
    name: 'Argentina',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 300, 200),
      tone('congestion', 'itu', etsi, 300, 400),
      tone('dial', 'itu', etsi),
    ],
  },
  {
    code: 'bb',
    name: 'Barbados',
    tones: [
      tone('ringback', 'itu', ringing, 2000, 4000),
      tone('busy', 'itu', low, 500, 500),
      tone('congestion', 'itu', low, 250, 250),
      tone('dial', 'itu', dialling),
    ],
  },
  {
    code: 'br',
    name: 'Brazil',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 250, 250),
      tone('congestion', 'practice', etsi, 250, 250, 750, 250),
      tone('dial', 'itu', etsi),
    ],
  },
  {
    code: 'ca',
    name: 'Canada',
    tones: [
      tone('ringback', 'itu', ringing, 2000, 4000),
      tone('busy', 'itu', low, 500, 500),
      tone('congestion', 'itu', low, 250, 250),
      tone('dial', 'itu', dialling),
      informationTone('practice'),
    ],
  },
  {
    code: 'cl',
    name: 'Chile',
    tones: [
      tone('ringback', 'itu', hz(400), 1000, 3000),
      tone('busy', 'itu', hz(400), 500, 500),
      tone('congestion', 'itu', hz(400), 200, 200),
      tone('dial', 'itu', hz(400)),
      informationTone('itu', [950, 1400, 1800], { ms: 333 }),
    ],
  },
  {
    code: 'ec',
    name: 'Ecuador',
    tones: [
      tone('ringback', 'itu', etsi, 1200, 4650),
      tone('busy', 'itu', etsi, 333, 333),
      tone('congestion', 'itu', etsi, 333, 333),
      tone('dial', 'itu', etsi),
    ],
  },
  {
    code: 'mx',
    name: 'Mexico',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 250, 250),
      tone('congestion', 'itu', etsi, 250, 250),
      tone('dial', 'itu', etsi),
      informationTone('practice', [950, 1400, 1800], { gapMs: 30 }),
    ],
  },
  {
    code: 'us',
    name: 'United States',
    tones: [
      tone('ringback', 'itu', ringing, 2000, 4000),
      tone('busy', 'itu', low, 500, 500),
      tone('congestion', 'itu', low, 250, 250),
      tone('dial', 'itu', dialling),
      informationTone('itu'),
    ],
  },
  {
    code: 'uy',
    name: 'Uruguay',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 250, 250),
      tone('dial', 'itu', etsi),
      informationTone('itu', [950, 1400, 1800], { ms: 333 }),
    ],
  },
  {
    code: 've',
    name: 'Venezuela',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 4000),
      tone('busy', 'itu2003', etsi, 500, 500),
      tone('congestion', 'itu2003', etsi, 250, 250),
      tone('dial', 'itu2003', etsi),
      informationTone('itu2003', [950, 1440, 1800]),
    ],
  },
]

import { type CountryTones, hz, informationTone, modulated, orElsewhere, tone } from './tone.ts'

const etsi = hz(425)

/** Call-progress tones of networks of the Middle East and Africa. */
export const middleEastAndAfrica: readonly CountryTones[] = [
  {
    code: 'ae',
    name: 'United Arab Emirates',
    tones: [
      orElsewhere(tone('ringback', 'itu', hz(400, 450), 400, 200, 400, 2000), etsi),
      orElsewhere(tone('busy', 'itu', hz(400), 375, 375), etsi),
      orElsewhere(tone('congestion', 'itu', hz(400), 400, 350, 225, 525), etsi),
      tone('dial', 'itu', hz(350, 440)),
    ],
  },
  {
    code: 'gh',
    name: 'Ghana',
    tones: [
      tone('ringback', 'itu', hz(400), 1000, 4000),
      tone('busy', 'itu', hz(400), 250, 250),
      tone('congestion', 'itu', hz(400), 500, 500),
      tone('dial', 'itu', hz(400)),
    ],
  },
  {
    code: 'il',
    name: 'Israel',
    tones: [
      orElsewhere(tone('ringback', 'itu', hz(400), 1000, 3000), hz(414), etsi, hz(440)),
      orElsewhere(tone('busy', 'itu', hz(400), 500, 500), hz(414), etsi, hz(440)),
      orElsewhere(tone('congestion', 'practice', hz(414), 250, 250), hz(400), etsi, hz(440)),
      orElsewhere(tone('dial', 'itu', hz(400)), hz(414), etsi, hz(440)),
      informationTone('itu', [975, 1400, 1800], { ms: 333 }),
    ],
  },
  {
    code: 'ir',
    name: 'Iran',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 250, 250),
      tone('dial', 'itu', etsi),
      informationTone('itu', [950, 1400, 1800], { ms: 333 }),
    ],
  },
  {
    code: 'kw',
    name: 'Kuwait',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 500, 500),
      tone('dial', 'itu', etsi),
    ],
  },
  {
    code: 'ng',
    name: 'Nigeria',
    tones: [
      orElsewhere(tone('ringback', 'itu', hz(400), 2000, 4000), etsi, hz(450)),
      tone('busy', 'itu', hz(400), 500, 500),
      tone('congestion', 'itu', hz(400), 250, 250),
      orElsewhere(tone('dial', 'itu', hz(400)), etsi, hz(450)),
    ],
  },
  {
    code: 'om',
    name: 'Oman',
    tones: [
      tone('ringback', 'itu', etsi, 400, 200, 400, 2000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 500, 500),
      tone('dial', 'itu', etsi),
    ],
  },
  {
    code: 'qa',
    name: 'Qatar',
    tones: [
      tone('ringback', 'itu', hz(400, 450), 400, 200, 400, 2000),
      tone('busy', 'itu', hz(400), 375, 375),
      tone('congestion', 'itu', hz(400), 400, 350, 225, 525),
      tone('dial', 'itu', hz(350, 440)),
    ],
  },
  {
    code: 'tn',
    name: 'Tunisia',
    tones: [
      tone('ringback', 'itu', etsi, 1200, 4600),
      tone('busy', 'itu', etsi, 250, 250),
      tone('congestion', 'itu', etsi, 167, 167),
      tone('dial', 'itu', etsi),
    ],
  },
  {
    code: 'za',
    name: 'South Africa',
    tones: [
      orElsewhere(tone('ringback', 'itu', modulated(400, 33), 400, 200, 400, 2000), hz(383, 417)),
      tone('busy', 'itu', hz(400), 500, 500),
      tone('congestion', 'itu', hz(400), 250, 250),
      orElsewhere(tone('dial', 'itu', modulated(400, 33)), hz(383, 417)),
      informationTone('itu', [950, 1400, 1800], { ms: 333 }),
    ],
  },
  {
    code: 'zm',
    name: 'Zambia',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 250, 250),
      tone('dial', 'itu', etsi),
      informationTone('itu', [950, 1400, 1800], { ms: 333 }),
    ],
  },
]

import { type CountryTones, hz, informationTone, modulated, orElsewhere, tone } from './tone.ts'

const etsi = hz(425)

/** Call-progress tones of European networks. */
export const europe: readonly CountryTones[] = [
  {
    code: 'at',
    name: 'Austria',
    tones: [
      tone('ringback', 'itu2003', hz(420), 1000, 5000),
      tone('busy', 'itu2003', hz(420), 400, 400),
      tone('congestion', 'itu2003', hz(420), 200, 200),
      tone('dial', 'itu2003', hz(420)),
      informationTone('itu2003', [950, 1450, 1850]),
    ],
  },
  {
    code: 'be',
    name: 'Belgium',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 3000),
      tone('busy', 'itu2003', etsi, 500, 500),
      tone('congestion', 'itu2003', etsi, 167, 167),
      tone('dial', 'itu2003', etsi),
      informationTone('itu2003', [900, 1400, 1800]),
    ],
  },
  {
    code: 'bg',
    name: 'Bulgaria',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 4000),
      tone('busy', 'itu2003', etsi, 500, 500),
      tone('congestion', 'itu2003', etsi, 250, 250),
      tone('dial', 'itu2003', etsi),
      informationTone('itu2003'),
    ],
  },
  {
    code: 'ch',
    name: 'Switzerland',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 4000),
      tone('busy', 'itu2003', etsi, 500, 500),
      tone('congestion', 'itu2003', etsi, 200, 200),
      tone('dial', 'itu2003', etsi),
      informationTone('itu2003'),
    ],
  },
  {
    code: 'cy',
    name: 'Cyprus',
    tones: [
      tone('ringback', 'itu', etsi, 1500, 3000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 250, 250),
      tone('dial', 'itu', hz(350, 450)),
    ],
  },
  {
    code: 'cz',
    name: 'Czech Republic',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 4000),
      tone('busy', 'itu2003', etsi, 330, 330),
      tone('congestion', 'itu2003', etsi, 165, 165),
      tone('dial', 'itu2003', etsi, 330, 330, 660, 660),
      informationTone('itu2003', [950, 1400, 1800], { gapMs: 30 }),
    ],
  },
  {
    code: 'de',
    name: 'Germany',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 4000),
      tone('busy', 'itu2003', etsi, 480, 480),
      tone('congestion', 'itu2003', etsi, 240, 240),
      tone('dial', 'itu2003', etsi),
      informationTone('itu2003'),
    ],
  },
  {
    code: 'dk',
    name: 'Denmark',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 4000),
      tone('busy', 'itu2003', etsi, 500, 500),
      tone('congestion', 'itu2003', etsi, 200, 200),
      tone('dial', 'itu2003', etsi),
      informationTone('itu2003'),
    ],
  },
  {
    code: 'ee',
    name: 'Estonia',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 4000),
      tone('busy', 'itu2003', etsi, 300, 300),
      tone('congestion', 'itu2003', etsi, 200, 200),
      tone('dial', 'itu2003', etsi),
      informationTone('itu'),
    ],
  },
  {
    code: 'es',
    name: 'Spain',
    tones: [
      tone('ringback', 'itu', etsi, 1500, 3000),
      tone('busy', 'itu', etsi, 200, 200),
      tone('congestion', 'itu', etsi, 200, 200, 200, 200, 200, 600),
      tone('dial', 'itu', etsi),
      informationTone('itu', [950, 1400, 1800], { gapMs: 30 }),
    ],
  },
  {
    code: 'fi',
    name: 'Finland',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 300, 300),
      tone('congestion', 'itu', etsi, 200, 200),
      tone('dial', 'itu', etsi),
      informationTone('itu'),
    ],
  },
  {
    code: 'fr',
    name: 'France',
    tones: [
      tone('ringback', 'itu2003', hz(440), 1500, 3500),
      tone('busy', 'itu2003', hz(440), 500, 500),
      tone('congestion', 'practice', hz(440), 250, 250),
      orElsewhere(tone('dial', 'itu2003', hz(440)), hz(330, 440)),
      informationTone('itu', [950, 1400, 1800], { ms: 300, gapMs: 30 }),
    ],
  },
  {
    code: 'gb',
    name: 'United Kingdom',
    tones: [
      orElsewhere(tone('ringback', 'bt', hz(400, 450), 400, 200, 400, 2000), modulated(400, 25), modulated(400, 16.67)),
      tone('busy', 'bt', hz(400), 375, 375),
      tone('congestion', 'bt', hz(400), 400, 350, 225, 525),
      tone('dial', 'bt', hz(350, 440)),
      informationTone('bt', [950, 1400, 1800], { gapMs: 15 }),
    ],
  },
  {
    code: 'gi',
    name: 'Gibraltar',
    tones: [
      tone('ringback', 'itu', hz(400, 450), 400, 200, 400, 2000),
      tone('busy', 'itu', hz(400), 375, 375),
      tone('congestion', 'itu', hz(400), 400, 350, 225, 525),
      tone('dial', 'itu', hz(350, 400)),
    ],
  },
  {
    code: 'gr',
    name: 'Greece',
    tones: [
      orElsewhere(tone('ringback', 'itu', etsi, 1000, 4000), hz(450)),
      orElsewhere(tone('busy', 'itu', etsi, 300, 300), hz(450)),
      tone('congestion', 'itu', etsi, 150, 150),
      orElsewhere(tone('dial', 'itu', etsi, 200, 300, 700, 800), hz(450)),
      informationTone('itu', [950, 1450, 1800]),
    ],
  },
  {
    code: 'hr',
    name: 'Croatia',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 250, 250),
      tone('dial', 'itu', etsi, 200, 300, 700, 800),
      informationTone('itu'),
    ],
  },
  {
    code: 'hu',
    name: 'Hungary',
    tones: [
      tone('ringback', 'itu2003', etsi, 1250, 3750),
      tone('busy', 'itu2003', etsi, 300, 300),
      tone('congestion', 'itu2003', etsi, 300, 300),
      tone('dial', 'itu2003', etsi),
      informationTone('itu2003'),
    ],
  },
  {
    code: 'is',
    name: 'Iceland',
    tones: [
      tone('ringback', 'itu', etsi, 1200, 4700),
      tone('busy', 'itu', etsi, 250, 250),
      tone('congestion', 'itu', etsi, 250, 250),
      tone('dial', 'itu', etsi),
    ],
  },
  {
    code: 'it',
    name: 'Italy',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 4000),
      tone('busy', 'itu2003', etsi, 500, 500),
      tone('congestion', 'itu2003', etsi, 200, 200),
      tone('dial', 'itu2003', etsi, 200, 200, 600, 1000),
      informationTone('itu2003'),
    ],
  },
  {
    code: 'lt',
    name: 'Lithuania',
    tones: [
      tone('ringback', 'practice', etsi, 1000, 4000),
      tone('busy', 'practice', etsi, 350, 350),
      tone('congestion', 'practice', etsi, 200, 200),
      tone('dial', 'itu', etsi),
      informationTone('practice'),
    ],
  },
  {
    code: 'lu',
    name: 'Luxembourg',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      orElsewhere(tone('busy', 'itu', etsi, 500, 500), hz(450)),
      orElsewhere(tone('congestion', 'itu', etsi, 250, 250), hz(450)),
      orElsewhere(tone('dial', 'itu', etsi), hz(450)),
      informationTone('itu'),
    ],
  },
  {
    code: 'lv',
    name: 'Latvia',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 4000),
      tone('busy', 'itu2003', etsi, 300, 300),
      tone('congestion', 'itu2003', etsi, 150, 150),
      tone('dial', 'itu2003', etsi),
      informationTone('itu2003', [950, 1400, 1600]),
    ],
  },
  {
    code: 'mt',
    name: 'Malta',
    tones: [
      orElsewhere(
        tone('ringback', 'itu', hz(400, 450), 400, 200, 400, 2000),
        modulated(400, 25),
        modulated(400, 16.67),
      ),
      tone('busy', 'itu', hz(400), 375, 375),
      tone('congestion', 'itu', hz(400), 400, 350, 225, 525),
    ],
  },
  {
    code: 'nl',
    name: 'Netherlands',
    tones: [
      orElsewhere(tone('ringback', 'itu2003', etsi, 1000, 4000), hz(450)),
      orElsewhere(tone('busy', 'itu2003', etsi, 500, 500), hz(450)),
      orElsewhere(tone('congestion', 'itu2003', etsi, 250, 250), hz(450)),
      orElsewhere(tone('dial', 'itu2003', etsi), hz(450)),
      informationTone('itu2003'),
    ],
  },
  {
    code: 'no',
    name: 'Norway',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 250, 250),
      tone('dial', 'practice', etsi),
      informationTone('itu'),
    ],
  },
  {
    code: 'pl',
    name: 'Poland',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 500, 500),
      tone('dial', 'itu', etsi),
      informationTone('itu'),
    ],
  },
  {
    code: 'pt',
    name: 'Portugal',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 5000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 200, 200),
      tone('dial', 'itu', etsi),
      informationTone('practice'),
    ],
  },
  {
    code: 'ru',
    name: 'Russia',
    tones: [
      tone('ringback', 'gost', etsi, 1000, 4000),
      tone('busy', 'gost', etsi, 350, 350),
      tone('congestion', 'gost', etsi, 175, 175),
      tone('dial', 'gost', etsi),
      informationTone('gost'),
    ],
  },
  {
    code: 'se',
    name: 'Sweden',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 5000),
      tone('busy', 'itu', etsi, 250, 250),
      tone('congestion', 'itu', etsi, 250, 750),
      tone('dial', 'itu', etsi),
      informationTone('itu'),
    ],
  },
  {
    code: 'si',
    name: 'Slovenia',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 200, 200),
      tone('dial', 'itu', etsi, 700, 800, 200, 300),
      informationTone('itu', [950, 1400, 1600]),
    ],
  },
  {
    code: 'sk',
    name: 'Slovakia',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 333, 333),
      tone('congestion', 'itu', etsi, 165, 165),
      tone('dial', 'itu', etsi, 333, 333, 660, 660),
      informationTone('itu', [950, 1400, 1800], { gapMs: 30 }),
    ],
  },
  {
    code: 'tr',
    name: 'Turkey',
    tones: [
      tone('ringback', 'itu2003', hz(450), 2000, 4000),
      tone('busy', 'itu2003', hz(450), 500, 500),
      tone('congestion', 'itu2003', hz(450), 200, 200, 200, 200, 200, 200, 600, 200),
      tone('dial', 'itu2003', hz(450)),
      informationTone('itu', [950, 1400, 1800], { ms: 300 }),
    ],
  },
]

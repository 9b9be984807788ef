import { type CountryTones, hz, informationTone, modulated, orElsewhere, tone } from './tone.ts'

const ringing = hz(440, 480)
const low = hz(480, 620)
const dialling = hz(350, 440)
const etsi = hz(425)

/** Call-progress tones of networks of Asia and the Pacific. */
export const asiaPacific: readonly CountryTones[] = [
  {
    code: 'au',
    name: 'Australia',
    tones: [
      orElsewhere(tone('ringback', 'acif', hz(413, 438), 400, 200, 400, 2000), modulated(400, 17)),
      orElsewhere(tone('busy', 'acif', etsi, 375, 375), hz(400)),
      {
        kind: 'congestion',
        reference: 'acif',
        segments: [
          { signal: etsi, ms: 375 },
          { signal: null, ms: 375 },
          { signal: etsi, ms: 375, db: -10 },
          { signal: null, ms: 375 },
        ],
        elsewhere: [hz(400)],
      },
      tone('dial', 'acif', hz(413, 438)),
    ],
  },
  {
    code: 'cn',
    name: 'China',
    tones: [
      tone('ringback', 'itu2003', hz(450), 1000, 4000),
      tone('busy', 'itu2003', hz(450), 350, 350),
      tone('congestion', 'itu2003', hz(450), 700, 700),
      tone('dial', 'itu2003', hz(450)),
    ],
  },
  {
    code: 'hk',
    name: 'Hong Kong',
    tones: [
      tone('ringback', 'itu2003', ringing, 400, 200, 400, 3000),
      tone('busy', 'itu2003', low, 500, 500),
      tone('congestion', 'itu2003', low, 250, 250),
      tone('dial', 'itu2003', dialling),
    ],
  },
  {
    code: 'id',
    name: 'Indonesia',
    tones: [
      tone('ringback', 'itu2003', etsi, 1000, 4000),
      tone('busy', 'itu2003', etsi, 500, 500),
      tone('congestion', 'itu2003', etsi, 250, 250),
      tone('dial', 'itu2003', etsi),
      informationTone('itu2003'),
    ],
  },
  {
    code: 'in',
    name: 'India',
    tones: [
      tone('ringback', 'itu', modulated(400, 25), 400, 200, 400, 2000),
      tone('busy', 'itu2003', hz(400), 750, 750),
      tone('congestion', 'itu2003', hz(400), 250, 250),
      tone('dial', 'itu', modulated(400, 25)),
    ],
  },
  {
    code: 'jp',
    name: 'Japan',
    tones: [
      tone('ringback', 'itu', modulated(400, 16), 1000, 2000),
      tone('busy', 'itu', hz(400), 500, 500),
      tone('congestion', 'itu', hz(400), 500, 500),
      tone('dial', 'itu', hz(400)),
    ],
  },
  {
    code: 'kr',
    name: 'South Korea',
    tones: [
      tone('ringback', 'itu', ringing, 1000, 2000),
      tone('busy', 'itu', low, 500, 500),
      tone('congestion', 'itu', low, 300, 200),
      tone('dial', 'itu', dialling),
    ],
  },
  {
    code: 'mo',
    name: 'Macao',
    tones: [
      tone('ringback', 'itu', etsi, 1000, 4000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 250, 250),
      tone('dial', 'itu', etsi),
      informationTone('practice', [950, 1400, 1800], { ms: 333 }),
    ],
  },
  {
    code: 'my',
    name: 'Malaysia',
    tones: [
      tone('ringback', 'itu', etsi, 400, 200, 400, 2000),
      tone('busy', 'itu', etsi, 500, 500),
      tone('congestion', 'itu', etsi, 250, 250),
      tone('dial', 'itu', etsi),
    ],
  },
  {
    code: 'np',
    name: 'Nepal',
    tones: [
      tone('ringback', 'itu', etsi, 1100, 3100),
      tone('busy', 'itu', etsi, 250, 250),
      tone('congestion', 'itu', etsi, 175, 175),
      tone('dial', 'itu', etsi),
    ],
  },
  {
    code: 'nz',
    name: 'New Zealand',
    tones: [
      tone('ringback', 'tna', hz(400, 450), 400, 200, 400, 2000),
      tone('busy', 'tna', hz(400), 500, 500),
      tone('congestion', 'tna', hz(400), 250, 250),
      tone('dial', 'tna', hz(400)),
    ],
  },
  {
    code: 'ph',
    name: 'Philippines',
    tones: [
      tone('ringback', 'itu2003', hz(425, 480), 1000, 4000),
      tone('busy', 'itu2003', low, 500, 500),
      tone('congestion', 'itu2003', low, 250, 250),
      tone('dial', 'itu2003', etsi),
    ],
  },
  {
    code: 'sg',
    name: 'Singapore',
    tones: [
      tone('ringback', 'ida', modulated(425, 24), 400, 200, 400, 2000),
      tone('busy', 'ida', etsi, 750, 750),
      tone('congestion', 'ida', etsi, 250, 250),
      tone('dial', 'ida', etsi),
      informationTone('ida'),
    ],
  },
  {
    code: 'th',
    name: 'Thailand',
    tones: [
      tone('ringback', 'itu', hz(400), 1000, 4000),
      tone('busy', 'itu', hz(400), 500, 500),
      tone('congestion', 'itu2003', hz(400), 300, 300),
      orElsewhere(tone('dial', 'itu', hz(400)), modulated(400, 50), hz(350, 450)),
    ],
  },
  {
    code: 'tw',
    name: 'Taiwan',
    tones: [
      tone('ringback', 'practice', ringing, 1000, 2000),
      tone('busy', 'practice', low, 500, 500),
      tone('congestion', 'practice', low, 250, 250),
      tone('dial', 'practice', dialling),
      informationTone('practice'),
    ],
  },
]

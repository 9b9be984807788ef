/** Why a range is denied unless it is allowed. */
export type DeniedKind = 'premium' | 'satellite'

/** Ranges that cost far more than a call, as digits after the country code; '' is the whole code. */
export interface DeniedRanges {
  readonly kind: DeniedKind
  readonly code: string
  readonly prefixes: readonly string[]
  /** Digits after the country code, where other numbers begin likewise. Default: no matter how many. */
  readonly minDigits?: number
  readonly maxDigits?: number
  readonly source: string
}

const itu = 'ITU-T E.164, list of assigned country codes (annex to ITU Operational Bulletin 1114)'
const premium = (code: string, source: string, ...prefixes: string[]): DeniedRanges => ({
  kind: 'premium',
  code,
  prefixes,
  source,
})
/** Directory enquiries, which may put a call through at their own price: short codes, never dialled from abroad. */
const directory = (code: string, source: string): DeniedRanges => ({ ...premium(code, source, '118'), maxDigits: 6 })
const satellite = (code: string): DeniedRanges => ({ kind: 'satellite', code, prefixes: [''], source: itu })

/**
 * What is denied by default. Codes without a country: Inmarsat, personal numbers, satellite systems and international networks;
 * shared cost and premium rate. Of countries the premium-rate ranges of their numbering plans, with directory enquiries where
 * they may charge as much; each was compared with the premium-rate patterns of libphonenumber's metadata.
 */
export const deniedRanges: readonly DeniedRanges[] = [
  satellite('870'),
  satellite('878'),
  satellite('881'),
  satellite('882'),
  satellite('883'),
  premium('808', 'ITU-T E.169.3, international shared cost service', ''),
  premium('979', 'ITU-T E.169.2, international premium rate service', ''),
  premium('1', 'NANPA, service access code 900; 47 CFR 64.1502', '900'),
  premium('7', 'Russian numbering system, codes 803 and 809', '803', '809'),
  premium(
    '27',
    'ICASA numbering plan regulations',
    '862',
    '863',
    '864',
    '865',
    '866',
    '867',
    '868',
    '869',
    '90',
    '91',
    '92',
  ),
  premium('30', 'EETT national numbering plan', '901', '909'),
  premium('31', 'ACM, Nummerplan telefoon- en ISDN-diensten', '900', '906', '909'),
  premium('32', 'BIPT national numbering plan', '70', '90'),
  premium(
    '33',
    'Arcep national numbering plan: 081 to 083, 085, 086, 088, 089',
    '81',
    '82',
    '83',
    '85',
    '86',
    '88',
    '89',
  ),
  premium('34', 'CNMC national numbering plan: 803, 806, 807, 905', '803', '806', '807', '905'),
  premium('36', 'NMHH national numbering plan', '90', '91'),
  premium('39', 'AGCOM national numbering plan', '0878', '144', '163', '164', '166', '89'),
  premium('40', 'ANCOM national numbering plan', '900', '901', '903', '906'),
  premium('41', 'OFCOM (Switzerland) numbering plan E.164', '900', '901', '906'),
  premium('43', 'RTR, KEM-V: 900, 901, 930, 931, 939', '900', '901', '930', '931', '939'),
  premium('44', 'Ofcom National Telephone Numbering Plan: 09, 084, 087, 070', '9', '84', '87', '70'),
  premium('45', 'Danish numbering plan: 90', '90'),
  premium('46', 'PTS, Swedish numbering plan for telephony', '649', '900', '939', '944', '99'),
  premium('47', 'Nkom, Norwegian numbering plan E.164', '820', '829'),
  premium('48', 'UKE national numbering plan', '700', '701', '703', '704', '706', '707', '708'),
  premium('49', 'Bundesnetzagentur numbering plans: 0900, 0137', '900', '137'),
  premium('52', 'IFT numbering plan: 900', '900'),
  premium('55', 'Anatel numbering plan: 0900, 0500', '900', '500'),
  premium('61', 'ACMA Telecommunications Numbering Plan: 190', '190'),
  premium('64', 'NZ Number Administration Deed: 0900', '90'),
  premium('65', 'IMDA national numbering plan: 1900', '1900'),
  premium('81', 'MIC numbering plan: 0990', '990'),
  premium('82', 'MSIT numbering plan: 060', '60'),
  premium('86', 'MIIT numbering plan: 160, 168', '160', '168'),
  premium('90', 'BTK national numbering plan: 900, 888, 898', '900', '888', '898'),
  premium('91', 'DoT national numbering plan: 1861, 1862', '1861', '1862'),
  premium('351', 'ANACOM national numbering plan', '601', '607', '608', '646', '648', '760', '761', '762'),
  premium('352', 'ILR national numbering plan', '900', '901', '905'),
  { ...premium('353', 'ComReg Numbering Conditions of Use: 15XX', '15'), minDigits: 10 },
  premium('358', 'Traficom regulation 32: 0600, 0700', '600', '700'),
  premium('359', 'CRC national numbering plan: 90', '90'),
  premium('370', 'RRT national numbering plan', '900', '902', '903', '909', '910'),
  premium('371', 'Latvian numbering plan: 90', '90'),
  premium('372', 'Estonian numbering plan: 40, 900', '40', '900'),
  premium('380', 'Ukrainian numbering plan: 900', '900'),
  premium('385', 'HAKOM numbering plan', '60', '61', '64', '65', '69'),
  premium('386', 'AKOS numbering plan: 090, 089', '90', '891', '892', '893'),
  premium('420', 'CTU numbering plan, decree 117/2007', '900', '905', '906', '908', '909', '976'),
  premium('421', 'RU numbering plan', '900', '97', '98'),
  premium('852', 'OFCA numbering plan: 900', '900'),
  premium('972', 'Israeli numbering plan', '1200', '1212', '1900', '1901', '1902', '1919', '199'),
  directory('33', 'Arcep national numbering plan: 118XYZ'),
  directory('34', 'CNMC national numbering plan: 118AB'),
  directory('43', 'RTR, KEM-V: 118'),
  directory('44', 'Ofcom National Telephone Numbering Plan: 118XXX'),
  directory('49', 'Bundesnetzagentur numbering plan: 118XY'),
  directory('353', 'ComReg Numbering Conditions of Use: 118XX'),
]

/** How premium-rate numbers begin in so many countries that they are denied where the country is not known. */
export const premiumWithoutCountry: readonly string[] = ['0900', '1900']

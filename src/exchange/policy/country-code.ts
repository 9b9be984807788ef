/** The country codes that have fewer than three digits (ITU-T E.164, list of assigned country codes); none begins another. */
const shortCodes = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/

/** The country code that a number in international form begins with. @param digits Without `+`. */
export function countryCodeOf(digits: string): string {
  return shortCodes.exec(digits)?.[0] ?? digits.slice(0, 3)
}

/** GSM 03.38: the letters of which a text message holds 160; those of the second row count twice. */
const gsmLetters = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà')
const gsmDoubles = new Set('\f^{}\\[~]|€')

/** The most parts that one text message of ours may have: providers refuse much longer ones, and each part is paid for. */
export const mostSmsParts = 6

/** In how many parts a text goes: 160 letters in one, 153 in each of several; with any other letter than those of GSM 03.38, 70 and 67 (UTF-16 units). */
export function smsParts(text: string): number {
  const letters = [...text]
  const isGsm = letters.every((letter) => gsmLetters.has(letter) || gsmDoubles.has(letter))
  const length = isGsm ? letters.reduce((sum, letter) => sum + (gsmDoubles.has(letter) ? 2 : 1), 0) : text.length
  const [alone, each] = isGsm ? [160, 153] : [70, 67]
  return length <= alone ? Math.min(length, 1) : Math.ceil(length / each)
}

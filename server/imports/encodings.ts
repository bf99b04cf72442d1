/** How the bytes of a kept file are read. `utf-8` reads each cell that is not UTF-8 as Windows-1252. */
export const encodings = ['utf-8', 'windows-1252'] as const

export type Encoding = (typeof encodings)[number]

export const separators = [',', ';', '\t', '|'] as const

export type Separator = (typeof separators)[number]

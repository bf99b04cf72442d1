const link = /(https?:\/\/[^\s<>"]+)/

/** A plain text whose web addresses can be followed. Nothing else in it is read as markup. */
export function TextWithLinks({ text }: { text: string }) {
  return text.split(link).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change place
      <a key={index} className="link" href={part} target="_blank" rel="noreferrer">{part}</a>
    ) : (
      part
    ),
  )
}

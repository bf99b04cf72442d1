/** The drop. */
export function Brand() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" width="20" height="20">
      <path d="M12 2.5C9 7 5.5 10.600 5.500 14.800a6.500 6.500 0 0 0 13 0C18.500 10.600 15 7 12 2.500Z" fill="var(--accent-line)" />
      <path d="M5.600 14a6.500 6.500 0 1 0 12.900.8c-2 1.200-3.800.5-5.500-.2-2-.9-4.300-1.800-7.400-.6Z" fill="var(--accent)" />
    </svg>
  )
}

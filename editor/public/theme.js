// Runs before the first paint so that a dark screen never flashes white. A file of its own: the policy forbids inline code.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('watertight.theme')
  } catch {}
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = chosen === 'dark' || chosen === 'light' ? chosen : isDark ? 'dark' : 'light'
  for (const mark of ['dense', 'still']) {
    try {
      document.documentElement.toggleAttribute(`data-${mark}`, localStorage.getItem(`watertight.${mark}`) === 'on')
    } catch {}
  }
})()

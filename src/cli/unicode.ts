/** Whether the locale is one of UTF-8 (POSIX, "Environment Variables": the first of these that is set decides). */
export function showsUnicode(environment: Readonly<Record<string, string | undefined>>): boolean {
  const locale = ['LC_ALL', 'LC_CTYPE', 'LANG']
    .map(name => environment[name] ?? '')
    .find(value => value !== '')
  return locale !== undefined && /utf-?8/i.test(locale)
}

/** Makes something when it is first asked for, and only then. */
export function onceOnly<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}

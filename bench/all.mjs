/** `npm run bench`. */
await import('./cold-start.mjs')
await import('./big-plan.mjs')
await import('./diff.mjs')
await import('./evaluate.mjs')
await import('./graph.mjs')
await import('./sources.mjs')
await import('./template.mjs')

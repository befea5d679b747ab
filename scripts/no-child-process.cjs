// commander would start commands that are files of their own; keyplan has none, and starts no process.
module.exports = {}

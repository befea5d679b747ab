// commander would start commands that are files of their own; keyplan has none.
module.exports = {}

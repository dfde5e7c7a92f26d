/** Where secrets stand in a text: the first group is what goes ahead of one, the second the secret itself. Linear on any text. */
export const secretPatterns: readonly RegExp[] = [
  /((?:password|passwd|secret|token|api[_-]?key)\\?["']?[ \t]{0,8}[=:][ \t]{0,8})("[^"\n]+|'[^'\n]+|\\"[^"\\\n]+|[^\s"',;&|}\\]+)/gi,
  /((?:Authorization: {0,8}[A-Za-z]{1,20}|Bearer) {1,8})([^\s"',;|}\\]+)/gi,
  /(:\/\/[^\s/@:]{0,200}:)([^\s/@]{1,200})(?=@)/g,
]

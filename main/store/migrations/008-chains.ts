/**
 * A text may from now on be a delta against one that is a delta itself. Nothing rests otherwise than before; but a version
 * that does not know of it would delete what others are told by, so it shall not open the library.
 */
export const chains = 'SELECT 1'

/**
 * The one gate that every published number passes: small counts, and what would give them away with
 * all sums taken together, are hidden before a report sees them; docs/disclosure.md states the
 * promise, the reader it holds against, and the method. It knows no words, formats or files, and it
 * estimates nothing. Start at {@link org.equipoise.disclosure.Released}; the core that decides what
 * to hide starts at {@code CountNet}.
 */
@NullMarked
package org.equipoise.disclosure;

import org.jspecify.annotations.NullMarked;

/**
 * The one gate that every published number passes: small counts, and what would give them away, are
 * hidden before a report sees them. It knows no words, formats or files, and it estimates nothing.
 * Start at {@link org.equipoise.disclosure.Released}.
 */
@NullMarked
package org.equipoise.disclosure;

import org.jspecify.annotations.NullMarked;

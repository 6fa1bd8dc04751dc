/**
 * The arithmetic of printed claims: what a printed figure may mean, what follows from others, and
 * which claims cannot all be true. It knows no data, no trial and no file format. Start at {@link
 * org.equipoise.claims.ClaimCheck}.
 */
@NullMarked
package org.equipoise.claims;

import org.jspecify.annotations.NullMarked;

/**
 * What registers tell of people, period by period since the draw: from spells, payments and tables
 * by period to the value of each series. It may not know arms, effects, or how data lie in files or
 * memory. Start at {@link org.equipoise.register.PersonPanel}: one person's rows in, one person's
 * periods out, the same whether a file was loaded or streams by.
 */
@NullMarked
package org.equipoise.register;

import org.jspecify.annotations.NullMarked;

/**
 * What a Swedish personal identity number is: told from other texts so that it can be hidden, and
 * read so that a trial id can be made from it. It knows no trial, table, file or key, and keeps
 * nothing. Start at {@link org.equipoise.identity.PersonalNumber}.
 */
@NullMarked
package org.equipoise.identity;

import org.jspecify.annotations.NullMarked;

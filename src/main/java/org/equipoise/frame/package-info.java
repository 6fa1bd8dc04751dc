/**
 * Tables in memory: columns that are typed, stored one after the other and aware of what is
 * missing, and the rules by which the text of a cell becomes a value. Nothing here knows files,
 * protocols or estimators; the only other rooms it may know are {@link org.equipoise.finding} and
 * {@link org.equipoise.identity}. Start at {@link org.equipoise.frame.Frame}.
 */
@NullMarked
package org.equipoise.frame;

import org.jspecify.annotations.NullMarked;

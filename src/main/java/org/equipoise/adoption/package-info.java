/**
 * A study of units that adopt something at different times and by their own choice, such as
 * municipalities that join an association: what was planned, what the data hold, what was found. It
 * is no trial, and says so: nothing here is drawn. Start at {@link
 * org.equipoise.adoption.AdoptionPlan}.
 */
@NullMarked
package org.equipoise.adoption;

import org.jspecify.annotations.NullMarked;

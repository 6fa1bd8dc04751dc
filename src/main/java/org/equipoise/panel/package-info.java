/**
 * Units followed over periods: effects period by period, and of treatments that begin at different
 * times for different units. It sees numbers only and knows no protocol, person, file or clock.
 * Start at {@link org.equipoise.panel.StaggeredPanel} and {@link org.equipoise.panel.EventPath}.
 */
@NullMarked
package org.equipoise.panel;

import org.jspecify.annotations.NullMarked;

package org.equipoise.analysis;

import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;

/**
 * Whether an arm answered a wave as often as the control arm.
 *
 * @param wave the wave
 * @param arm the arm compared with the control
 * @param comparison difference in the share that answered, of everybody drawn
 */
public record ResponseTest(Wave.Id wave, Arm.Id arm, Comparison comparison) {}
